package plumbline.server.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Role;
import plumbline.server.platform.StartFailure;

/// What a company says about itself: its people, its services, its decisions about controls.
///
/// @param folder where its Terraform lies
/// @param edition of the statement of applicability
record Company(
        Path folder,
        String name,
        List<NewAccount> people,
        List<CompanyService> services,
        String edition,
        List<Decision> decisions) {

    /// A cloud service.
    ///
    /// @param key how addresses name it
    /// @param document what the API is told to register it
    /// @param terraform the folder of its root module
    record CompanyService(String key, JsonObject document, String terraform) {}

    /// A decision of the statement of applicability.
    ///
    /// @param address of the control in the API
    record Decision(String address, JsonObject document) {}

    /// Reads `company.json` of a folder.
    ///
    /// @throws StartFailure when it is not there or says something else
    static Company read(Path folder) {
        var file = folder.resolve("company.json");
        try {
            var json = JsonReader.readObject(Files.readAllBytes(file));
            var edition = json.string("edition");
            return new Company(
                    folder,
                    json.object("organisation").string("name"),
                    json.array("people").objects().stream().map(Company::person).toList(),
                    json.array("services").objects().stream()
                            .map(Company::service)
                            .toList(),
                    edition,
                    json.array("statementOfApplicability").objects().stream()
                            .map(decision -> decision(edition, decision))
                            .toList());
        } catch (IOException | JsonException | IllegalArgumentException e) {
            throw new StartFailure(
                    "The example company cannot be read from " + file + " (" + e.getMessage()
                            + "): take the file as it was delivered.",
                    e);
        }
    }

    /// The first of its people who may do everything.
    NewAccount administrator() {
        return people.stream()
                .filter(person -> person.roles().contains(Role.ADMINISTRATOR))
                .findFirst()
                .orElseThrow(() -> new StartFailure("The example company needs an administrator."));
    }

    private static NewAccount person(JsonObject json) {
        Set<Role> roles = json.array("roles").strings().stream()
                .map(word -> Role.find(word.replace('-', ' '))
                        .orElseThrow(() -> new IllegalArgumentException(word + " is not a role")))
                .collect(Collectors.toUnmodifiableSet());
        return new NewAccount(json.string("email"), json.string("name"), roles);
    }

    private static CompanyService service(JsonObject json) {
        var environments = json.array("environments").objects().stream()
                .map(environment -> environment.string("name"))
                .toList();
        var document = JsonObject.builder()
                .put("name", json.string("title"))
                .put("purpose", json.string("about"))
                .put("ourRole", json.string("role"))
                .put("model", json.string("model"))
                .put("dataClass", json.string("dataClass"))
                .put("environments", JsonArray.ofStrings(environments))
                .put("owner", json.string("owner"))
                .put("upstreamProvider", json.string("upstream"))
                .put("repositories", JsonArray.ofStrings(List.of(json.string("repository"))))
                .build();
        return new CompanyService(json.string("name"), document, json.string("terraform"));
    }

    private static Decision decision(String edition, JsonObject json) {
        var document = JsonObject.builder()
                .put("applicable", json.bool("applicable"))
                .put("reason", json.string("reason"))
                .put("version", 0)
                .build();
        return new Decision("/api/v1/controls/" + edition + "/" + json.string("control") + "/applicability", document);
    }
}
