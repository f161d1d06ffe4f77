package workbook.jim.session;

import workbook.jim.Message;

/** Given: the codes of JIM, with the texts that this server sends with them. */
public enum Code {
    /** The operator says something. */
    NOTICE(100, "notice"),
    /** The same, and it matters. */
    IMPORTANT(101, "the server shuts down"),
    /** Done. */
    OK(200, ""),
    /** Done, and the name is new. */
    CREATED(201, ""),
    /** It will be done later. */
    ACCEPTED(202, ""),
    /** Not to be understood, or not to be done. */
    BAD(400, "bad object"),
    /** Say who you are first. */
    UNAUTHORISED(401, "who are you"),
    /** No such account, or another password: which of them, is not told. */
    WRONG_LOGIN(402, "wrong login or password"),
    /** The account is blocked. */
    BLOCKED(403, "blocked"),
    /** No such user, no such room. */
    NOT_FOUND(404, "no such user or room"),
    /** Somebody is connected under this name. */
    CONFLICT(409, "already connected"),
    /** Such a user there is, but not connected. */
    OFFLINE(410, "offline"),
    /** It is the server's fault. */
    SERVER_ERROR(500, "server error");

    private final int number;
    private final String text;

    Code(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The response with this code, its usual text, and no time. */
    public Message.Response response() {
        return response(text);
    }

    /** The same with another text. */
    public Message.Response response(String other) {
        return new Message.Response(0, number, other);
    }

    /** What is said of a field that has a wrong value, as {@code JimException} does. */
    public static Message.Response badField(String field) {
        return BAD.response("bad field: " + field);
    }
}
