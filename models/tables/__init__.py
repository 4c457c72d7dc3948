"""The tables, by what they are about. Import the module you need; `models.upgrading` imports them all."""
