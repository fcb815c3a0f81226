"""The database: tables, encryption, migrations."""
