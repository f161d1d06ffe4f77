package lesson24_jim_chat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;

/** Accounts without hashes. A test can make their methods fail. */
final class PlainAccounts implements Accounts {

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean failing;

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

    /** Returns how many times the code has asked for a password or a standing. */
    int asked() {
        return asked.get();
    }

    private void check() throws AccountsException {
        asked.incrementAndGet();
        if (failing) {
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
