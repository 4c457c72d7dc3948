"""Key figures for management and council: kept up to date, read, and handed on without small numbers."""
