package plumbline.server.identity.grant;

import plumbline.server.platform.Subject;

/// Who a role is given to.
sealed interface Holder {
    long id();

    /// As the journal keeps it.
    Subject subject();

    record Person(long id) implements Holder {
        @Override
        public Subject subject() {
            return Subject.of("account", "account:" + id);
        }
    }

    record Members(long id) implements Holder {
        @Override
        public Subject subject() {
            return Subject.of("team", "team:" + id);
        }
    }
}
