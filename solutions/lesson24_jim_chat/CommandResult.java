package lesson24_jim_chat;

import workbook.jim.Message;

/** Given: what a typed line leads to. */
public sealed interface CommandResult {

    /** A message to send to the server. */
    record Send(Message message) implements CommandResult {}

    /** A text for the user who typed the line; nothing is shown if it is empty. */
    record Show(String text) implements CommandResult {}
}
