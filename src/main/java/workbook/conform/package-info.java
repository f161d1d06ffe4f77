/**
 * Plays conversations, which are stored as files, with any JIM server, and reports whether it
 * responds as it should.
 */
package workbook.conform;
