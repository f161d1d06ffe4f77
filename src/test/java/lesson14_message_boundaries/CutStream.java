package lesson14_message_boundaries;

import java.io.InputStream;

/**
 * A stream that returns bytes in pieces, as a socket may do: no read returns bytes of two pieces.
 */
class CutStream extends InputStream {

    private final byte[] bytes;
    private final int[] cuts;
    private int next;

    /**
     * @param cuts offsets in ascending order; a read stops at each of them
     */
    CutStream(byte[] bytes, int... cuts) {
        this.bytes = bytes;
        this.cuts = cuts;
    }

    @Override
    public int read() {
        return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int n = Math.min(length, available());
        System.arraycopy(bytes, next, target, offset, n);
        next += n;
        return n == 0 ? -1 : n;
    }

    @Override
    public int available() {
        for (int cut : cuts) {
            if (cut > next) {
                return cut - next;
            }
        }
        return bytes.length - next;
    }
}
