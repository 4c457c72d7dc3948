"""The mentor corps's own work: profiles, proposals, absence, caseload, and what keeps mentors safe."""
