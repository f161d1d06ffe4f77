package lesson23_jim_sessions;

import workbook.jim.Message;

/** Given: the codes of JIM, with the texts that this server sends with them. */
public enum Code {
    /** A notice from the operator. */
    NOTICE(100, "notice"),
    /** An important notice: the server shuts down. */
    IMPORTANT(101, "the server shuts down"),
    /** Done. */
    OK(200, ""),
    /** Done, and the name is new to this server. */
    CREATED(201, ""),
    /** It will be done later. */
    ACCEPTED(202, ""),
    /** The object is not a message, or it cannot be carried out. */
    BAD(400, "bad object"),
    /** The client must log in first. */
    UNAUTHORISED(401, "who are you"),
    /** There is no such account, or the password is wrong. Clients must not learn which of them. */
    WRONG_LOGIN(402, "wrong login or password"),
    /** The account is blocked. */
    BLOCKED(403, "blocked"),
    /** There is no such user or room. */
    NOT_FOUND(404, "no such user or room"),
    /** Another client has this name. */
    CONFLICT(409, "already connected"),
    /** The user exists, but is not connected. */
    OFFLINE(410, "offline"),
    /** The server has failed. */
    SERVER_ERROR(500, "server error");

    private final int number;
    private final String text;

    Code(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** Returns a response with this code, its usual text, and no time. */
    public Message.Response response() {
        return response(text);
    }

    /** Returns a response with this code, another text, and no time. */
    public Message.Response response(String other) {
        return new Message.Response(0, number, other);
    }

    /** Returns code 400 with the text {@code "bad field: "} and the name of a field. */
    public static Message.Response badField(String field) {
        return BAD.response("bad field: " + field);
    }
}
