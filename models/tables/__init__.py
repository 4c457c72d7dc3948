"""The tables, by what they are about. Import the module you need; `models.schema` knows them all."""
