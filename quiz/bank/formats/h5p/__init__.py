"""H5P: interactive content in a zip, https://h5p.org/documentation/developers/h5p-specification."""
