"""The option by which `deployments.serve` is told to serve without its timetable (it imports no Prefect)."""

ON_REQUEST = "--on-request"
