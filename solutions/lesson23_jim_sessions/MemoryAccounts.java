package lesson23_jim_sessions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps accounts in memory. They are gone when the program ends.
 *
 * <p>Watch out: two threads may create the same account at the same moment, so looking and putting
 * must be one step.
 */
public final class MemoryAccounts implements Accounts {

    private record Account(String hash, boolean blocked) {}

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Hasher hasher;

    /** Has no accounts at first. */
    public MemoryAccounts(Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public boolean create(String name, String password) {
        Account account = new Account(hasher.hash(password), false);
        return accounts.putIfAbsent(name, account) == null; // looks and puts in one step
    }

    @Override
    public boolean check(String name, String password) {
        Account account = accounts.get(name);
        return hasher.match(password, account == null ? null : account.hash);
    }

    @Override
    public boolean block(String name) {
        return accounts.computeIfPresent(name, (n, a) -> new Account(a.hash, true)) != null;
    }

    @Override
    public Standing standing(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            return Standing.UNKNOWN;
        }
        return account.blocked ? Standing.BLOCKED : Standing.GOOD;
    }

    @Override
    public void close() {}
}
