"""QTI 2.1 of 1EdTech: https://www.imsglobal.org/question/index.html, items and packages of them."""
