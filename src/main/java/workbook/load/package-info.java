/** Loads a JIM server with clients that talk, and measures how quickly and completely it serves. */
package workbook.load;
