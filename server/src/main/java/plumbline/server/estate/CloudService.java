package plumbline.server.estate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the register.
///
/// @param key readable and stable, part of addresses, for example `customer-api`
/// @param version counts its changes; a change names the version that it saw
/// @param retiredAt since when it is no longer run, or null
public record CloudService(
        long id,
        String key,
        int version,
        Description description,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant retiredAt) {

    /// This service as it was when somebody read that version, for [Services#change].
    CloudService seenAt(int seen) {
        return new CloudService(id, key, seen, description, createdAt, changedAt, retiredAt);
    }

    /// What people say about a service.
    ///
    /// @param upstreamProvider whose cloud it stands on, or empty
    /// @param owner who answers for it: a person's or team's address, or empty while nobody does
    public record Description(
            String name,
            String purpose,
            OurRole ourRole,
            ServiceModel model,
            DataClass dataClass,
            List<String> environments,
            String owner,
            String upstreamProvider,
            List<String> repositories) {
        static final int MAX_NAME = 120;
        private static final int MAX_TEXT = 2_000;
        private static final int MAX_ITEMS = 50;

        public Description {
            name = name.strip();
            require("name", !name.isEmpty() && name.length() <= MAX_NAME, "1 to " + MAX_NAME + " characters");
            require("purpose", purpose.length() <= MAX_TEXT, "at most " + MAX_TEXT + " characters");
            require("owner", owner.length() <= MAX_NAME, "at most " + MAX_NAME + " characters");
            require("upstreamProvider", upstreamProvider.length() <= MAX_NAME, "at most " + MAX_NAME + " characters");
            environments = items("environments", environments);
            repositories = items("repositories", repositories);
        }

        /// The same with another owner.
        Description ownedBy(String address) {
            return new Description(
                    name, purpose, ourRole, model, dataClass, environments, address, upstreamProvider, repositories);
        }

        private static List<String> items(String field, List<String> items) {
            var plain = items.stream()
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .distinct()
                    .toList();
            require(field, plain.size() <= MAX_ITEMS, "at most " + MAX_ITEMS + " entries");
            require(
                    field,
                    plain.stream().allMatch(item -> item.length() <= MAX_TEXT),
                    "entries of at most " + MAX_TEXT);
            return plain;
        }

        private static void require(String field, boolean holds, String rule) {
            if (!holds) {
                throw new InvalidService(field, "must have " + rule);
            }
        }
    }

    /// Which side of the cloud we are on.
    public enum OurRole {
        PROVIDER,
        CUSTOMER,
        BOTH
    }

    /// How much of the stack the provider runs.
    public enum ServiceModel {
        IAAS("IaaS"),
        PAAS("PaaS"),
        SAAS("SaaS");

        private final String label;

        ServiceModel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// The most sensitive data that it holds.
    public enum DataClass {
        PUBLIC,
        INTERNAL,
        CONFIDENTIAL,
        RESTRICTED
    }
}
