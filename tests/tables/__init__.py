"""Makes the tables of quiz/i18n/tables from Unicode's and OpenCC's own files."""
