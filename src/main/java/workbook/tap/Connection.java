package workbook.tap;

/**
 * A connection through a tap, with a queue of pieces in each direction. Over UDP, it stands for one
 * client address.
 */
interface Connection {

    /** Returns the client's name in the events of this connection. */
    static String client(int number) {
        return number == 1 ? "client" : "client " + number;
    }

    /** Returns the client's name for use in a sentence. */
    static String theClient(int number) {
        return number == 1 ? "the client" : client(number);
    }

    int number();

    PieceQueue toServer();

    PieceQueue toClient();

    /** Drops the pieces that wait and ends both directions. */
    void cut();

    /** Drops the pieces that wait and resets the connection on both sides. */
    void reset();

    /**
     * Records something that the tap itself does, so that readers do not attribute it to one of the
     * ends.
     */
    void note(String text);
}
