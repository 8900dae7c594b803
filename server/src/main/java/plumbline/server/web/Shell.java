package plumbline.server.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All that the frame of a page shows. Made for each request by [ShellArgument]; handlers give it a title.
public record Shell(
        String product,
        String title,
        Instant now,
        Address address,
        Csrf csrf,
        @Nullable Person person,
        List<Navigation.Entry> navigation,
        ServiceFilter services,
        String edition,
        @Nullable String banner,
        @Nullable Flash flash,
        @Nullable Waiting waiting,
        int unread) {

    public Shell {
        navigation = List.copyOf(navigation);
    }

    /// A frame with nobody in it: for sign-in, errors and tests.
    public static Shell of(Instant now, Address address, Csrf csrf) {
        return new Shell(
                "Plumbline",
                "Plumbline",
                now,
                address,
                csrf,
                null,
                List.of(),
                ServiceFilter.NONE,
                "",
                null,
                null,
                null,
                0);
    }

    public Shell titled(String newTitle) {
        return new Shell(
                product,
                newTitle,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                edition,
                banner,
                flash,
                waiting,
                unread);
    }

    public Shell withPerson(@Nullable Person newPerson, List<Navigation.Entry> entries) {
        return new Shell(
                product, title, now, address, csrf, newPerson, entries, services, edition, banner, flash, waiting,
                unread);
    }

    public Shell withServices(ServiceFilter filter) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                filter,
                edition,
                banner,
                flash,
                waiting,
                unread);
    }

    public Shell withEdition(String newEdition) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                newEdition,
                banner,
                flash,
                waiting,
                unread);
    }

    public Shell withBanner(@Nullable String text) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                edition,
                text,
                flash,
                waiting,
                unread);
    }

    public Shell withFlash(@Nullable Flash message) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                edition,
                banner,
                message,
                waiting,
                unread);
    }

    public Shell withWaiting(Waiting tasks) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                edition,
                banner,
                flash,
                tasks,
                unread);
    }

    /// With the number of notices that the person has not read, counted up to a hundred.
    public Shell withUnread(int count) {
        return new Shell(
                product,
                title,
                now,
                address,
                csrf,
                person,
                navigation,
                services,
                edition,
                banner,
                flash,
                waiting,
                count);
    }

    /// What stands in the search field: the words searched for, on the search page only.
    public String search() {
        return address.path().equals("/search") ? address.first("q") : "";
    }

    /// The title in the browser's tab.
    public String fullTitle() {
        return title.equals(product) ? product : title + " · " + product;
    }

    /// Name and value of the form field that proves a form is ours.
    public record Csrf(String parameter, String header, String token) {}

    /// The tasks that wait for the person signed in.
    ///
    /// @param count how many, counted up to a limit
    public record Waiting(int count, boolean overdue) {
        private static final int MOST = 99;

        /// As the frame shows it.
        public String shown() {
            return count > MOST ? MOST + "+" : Integer.toString(count);
        }
    }

    /// The person signed in, in words.
    ///
    /// @param may tells of a permission's word whether the person has it
    public record Person(String name, String initials, List<String> roles, Predicate<String> may) {
        public Person {
            roles = List.copyOf(roles);
        }

        static Person of(Visitor visitor) {
            return new Person(visitor.name(), visitor.initials(), visitor.roles(), visitor::may);
        }
    }
}
