package lesson23_jim_sessions;

/**
 * Keeps accounts in memory. They are gone when the program ends.
 *
 * <p>Watch out: two threads may create the same account at the same moment, so looking and putting
 * must be one step.
 */
public final class MemoryAccounts implements Accounts {

    private final Hasher hasher;

    /** Has no accounts at first. */
    public MemoryAccounts(Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public boolean create(String name, String password) {
        // TODO 2: hash the password, then look and put in one step.
        throw new UnsupportedOperationException("TODO 2: create an account");
    }

    @Override
    public boolean check(String name, String password) {
        // TODO 2: let the hasher compare, even if there is no account.
        throw new UnsupportedOperationException("TODO 2: check a password");
    }

    @Override
    public boolean block(String name) {
        // TODO 2: block the account if there is one.
        throw new UnsupportedOperationException("TODO 2: block an account");
    }

    @Override
    public Standing standing(String name) {
        // TODO 2: is there no account, a good one, or a blocked one?
        throw new UnsupportedOperationException("TODO 2: return the standing of an account");
    }

    @Override
    public void close() {}
}
