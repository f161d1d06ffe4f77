/**
 * The messages of JIM, for lessons that build on them: the solution of lesson 22 word for word, but
 * for the package. A test keeps them the same.
 */
package workbook.jim;
