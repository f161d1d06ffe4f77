package workbook.tap;

/** A connection through a tap, or over UDP a client of it: a line of pieces in each direction. */
interface Connection {

    /** What the client is called in the events of this connection. */
    static String client(int number) {
        return number == 1 ? "client" : "client " + number;
    }

    /** The same in a sentence. */
    static String theClient(int number) {
        return number == 1 ? "the client" : client(number);
    }

    int number();

    PieceQueue toServer();

    PieceQueue toClient();

    /** Loses what waits and ends both directions. */
    void cut();

    /** Loses what waits and resets both sides. */
    void reset();

    /** Records what the tap itself does, so that nobody thinks that one of the two ends did it. */
    void note(String text);
}
