package lesson23_jim_sessions;

/**
 * Accounts that are gone when the program ends.
 *
 * <p>Watch out: two threads may create the same account at the same time. To look first and put
 * then is too late.
 */
public final class MemoryAccounts implements Accounts {

    private final Hasher hasher;

    /** No accounts yet. */
    public MemoryAccounts(Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public boolean create(String name, String password) {
        // TODO 1: hash the password, then put the account, if there is none, in one step.
        throw new UnsupportedOperationException("TODO 1: create an account");
    }

    @Override
    public boolean check(String name, String password) {
        // TODO 1: let the hasher compare, also where there is no account.
        throw new UnsupportedOperationException("TODO 1: check a password");
    }

    @Override
    public boolean block(String name) {
        // TODO 1: is there one? Then block it.
        throw new UnsupportedOperationException("TODO 1: block an account");
    }

    @Override
    public Standing standing(String name) {
        // TODO 1: none, a good one, or a blocked one?
        throw new UnsupportedOperationException("TODO 1: tell how an account stands");
    }

    @Override
    public void close() {}
}
