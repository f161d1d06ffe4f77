/**
 * What a server of JIM knows of accounts, codes and silent clients, for lesson 24, which builds on
 * it: the solution of lesson 23 word for word, but for the package. A test keeps them the same.
 */
package workbook.jim.session;
