/**
 * Talks to any JIM server by transcripts kept as files, and tells whether it answers as it should.
 */
package workbook.conform;
