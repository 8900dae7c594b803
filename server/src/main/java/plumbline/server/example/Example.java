package plumbline.server.example;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;
import plumbline.server.web.Notice;

/// The example company, as `up --example` shows it.
public final class Example {
    private static final String FOLDER = "plumbline.examples";

    private final Company company;

    private Example(Company company) {
        this.company = company;
    }

    /// Reads what came with Plumbline, where the launcher says that it lies.
    ///
    /// @throws StartFailure when it does not
    public static Example find() {
        var folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new StartFailure("The example's files lie beside ./plumbline: start it by ./plumbline up --example");
        }
        return new Example(Company.read(Path.of(folder, "lindenrota")));
    }

    /// Its own data folder inside the operator's, always with a database of its own.
    public static Settings settings(Settings own) {
        return new Settings(own.home().resolve("example"), own.port(), own.bind(), own.publicUrl(), Optional.empty());
    }

    /// What every page says.
    public Notice notice() {
        return new Notice("Example: " + company.name() + " is invented. People, services, decisions and Terraform were"
                + " loaded; every result is computed from them. ./plumbline up shows your own data.");
    }

    /// Loads it into the server that listens at this port, and answers how to sign in.
    public String load(URI server, Accounts accounts, Tokens tokens) {
        var loading = new Loading(company, accounts, tokens);
        loading.into(server);
        return "This is an example: " + company.name() + ", an invented company. " + loading.invitation();
    }
}
