"""How it runs: serve, the command line, the demo, the programmes."""
