package lesson24_jim_chat;

import workbook.jim.Message;

/** Given: what follows from a typed line. */
public sealed interface Typed {

    /** This is sent to the server. */
    record Send(Message message) implements Typed {}

    /** This is shown to whoever has typed; nothing at all if it is empty. */
    record Show(String text) implements Typed {}
}
