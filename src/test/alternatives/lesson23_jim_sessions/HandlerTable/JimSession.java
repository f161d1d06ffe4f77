// style: a table of handlers by the type of the message; a refusal is an exception that contains the response.
package lesson23_jim_sessions;

import java.util.Map;
import java.util.Optional;
import workbook.jim.Message;

public final class JimSession {

    private interface Handler {
        Message.Response handle(Message message) throws AccountsException, Refusal;
    }

    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Message.Response response;

        Refusal(Message.Response response) {
            this.response = response;
        }
    }

    private final Accounts accounts;
    private final Online online;
    private final boolean authentication;
    private volatile String name;

    private final Map<Class<? extends Message>, Handler> handlers =
            Map.of(
                    Message.Authenticate.class, m -> authenticate((Message.Authenticate) m),
                    Message.Presence.class, m -> presence((Message.Presence) m),
                    Message.Msg.class, m -> msg((Message.Msg) m),
                    Message.Probe.class, m -> known(Code.badField("action")),
                    Message.Join.class, m -> known(Code.NOT_FOUND.response()),
                    Message.Leave.class, m -> known(Code.NOT_FOUND.response()));

    public JimSession(Accounts accounts, Online online, boolean authentication) {
        this.accounts = accounts;
        this.online = online;
        this.authentication = authentication;
    }

    public boolean isOnline() {
        return name != null;
    }

    public Optional<Message.Response> answer(Message message) {
        Handler handler = handlers.get(message.getClass());
        if (handler == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(handler.handle(message));
        } catch (Refusal e) {
            return Optional.of(e.response);
        } catch (AccountsException e) {
            e.printStackTrace();
            return Optional.of(Code.SERVER_ERROR.response());
        }
    }

    private static void refuse(boolean condition, Message.Response response) throws Refusal {
        if (condition) {
            throw new Refusal(response);
        }
    }

    private Message.Response known(Message.Response response) throws Refusal {
        refuse(name == null, Code.UNAUTHORISED.response());
        return response;
    }

    private Message.Response authenticate(Message.Authenticate m)
            throws AccountsException, Refusal {
        refuse(name != null, Code.badField("action"));
        refuse(!accounts.check(m.account(), m.password()), Code.WRONG_LOGIN.response());
        refuse(
                accounts.standing(m.account()) != Accounts.Standing.GOOD,
                Code.BLOCKED.response());
        refuse(!online.enter(m.account()), Code.CONFLICT.response());
        name = m.account();
        return Code.OK.response();
    }

    private Message.Response presence(Message.Presence m) throws AccountsException, Refusal {
        if (isOnline()) {
            refuse(!m.account().equals(name), Code.badField("account_name"));
            return Code.OK.response();
        }
        refuse(authentication, Code.UNAUTHORISED.response());
        boolean seen = online.hasSeen(m.account());
        Accounts.Standing standing = accounts.standing(m.account());
        refuse(standing == Accounts.Standing.BLOCKED, Code.BLOCKED.response());
        refuse(!online.enter(m.account()), Code.CONFLICT.response());
        name = m.account();
        return seen || standing == Accounts.Standing.GOOD
                ? Code.OK.response()
                : Code.CREATED.response();
    }

    private Message.Response msg(Message.Msg m) throws AccountsException, Refusal {
        known(null);
        refuse(!m.from().equals(name), Code.badField("from"));
        if (online.has(m.to())) {
            return Code.ACCEPTED.response();
        }
        refuse(
                !online.hasSeen(m.to())
                        && accounts.standing(m.to()) == Accounts.Standing.UNKNOWN,
                Code.NOT_FOUND.response());
        return Code.OFFLINE.response();
    }

    public void leave() {
        Optional.ofNullable(name).ifPresent(online::leave);
        name = null;
    }
}
