/**
 * Loads a JIM server or an IRC server with clients that talk, and measures how quickly and
 * completely it delivers their messages.
 */
package workbook.load;
