package lesson23_jim_sessions;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts without hashes. A test can make their methods fail. */
final class PlainAccounts implements Accounts {

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;
    private volatile boolean broken;
    private volatile int answersLeft = Integer.MAX_VALUE;

    /** Adds an account with this name and password. */
    PlainAccounts with(String name, String password) {
        create(name, password);
        return this;
    }

    PlainAccounts withBlocked(String name, String password) {
        create(name, password);
        block(name);
        return this;
    }

    /** Sets whether {@code check()} and {@code standing()} throw an AccountsException. */
    void fail(boolean fail) {
        failing = fail;
    }

    /** Lets this many calls succeed; after that, each throws an AccountsException. */
    void failAfter(int answers) {
        answersLeft = answers;
    }

    /**
     * Sets whether {@code check()} and {@code standing()} throw an unexpected
     * IllegalStateException.
     */
    void breakDown(boolean breakDown) {
        broken = breakDown;
    }

    private void check() throws AccountsException {
        if (broken) {
            throw new IllegalStateException("the accounts have broken down");
        }
        if (failing || answersLeft-- <= 0) {
            throw new AccountsException(new SQLException("table ACCOUNT is on fire"));
        }
    }

    @Override
    public boolean create(String name, String password) {
        return passwords.putIfAbsent(name, password) == null;
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        check();
        return password.equals(passwords.get(name));
    }

    @Override
    public boolean block(String name) {
        return blocked.add(name);
    }

    @Override
    public Standing standing(String name) throws AccountsException {
        check();
        if (!passwords.containsKey(name)) {
            return Standing.UNKNOWN;
        }
        return blocked.contains(name) ? Standing.BLOCKED : Standing.GOOD;
    }

    @Override
    public void close() {}
}
