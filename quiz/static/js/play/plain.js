/* The page without a script, opened where there is one after all: the live page takes over. */

location.replace(document.body.dataset.page);
