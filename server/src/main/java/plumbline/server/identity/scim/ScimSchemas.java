package plumbline.server.identity.scim;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import plumbline.server.identity.scim.ScimSchema.Attribute;
import tools.jackson.databind.node.ObjectNode;

/// The kinds of resources that this server has, with what it keeps of them.
final class ScimSchemas {
    static final String CORE_USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String CORE_GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final List<Attribute> ENTERPRISE_ATTRIBUTES = List.of(
            Attribute.text("employeeNumber", "The number by which the organisation knows the person"),
            Attribute.text("costCenter", "The cost centre"),
            Attribute.text("organization", "The organisation"),
            Attribute.text("division", "The division"),
            Attribute.text("department", "The department"),
            Attribute.complex(
                    "manager",
                    "Whom the person reports to",
                    Attribute.text("value", "The manager's id"),
                    Attribute.text("$ref", "The manager's address"),
                    Attribute.text("displayName", "The manager's name")));

    /// With the parts of the extension beside the others, where they are kept.
    static final ScimSchema USER = new ScimSchema(
            CORE_USER,
            "User",
            "A person who may sign in",
            plus(
                    List.of(
                            Attribute.text("userName", "Unique name of the person in the directory"),
                            Attribute.text("externalId", "The directory's own id of the person"),
                            Attribute.complex(
                                    "name",
                                    "The person's name in parts",
                                    Attribute.text("formatted", "The whole name"),
                                    Attribute.text("familyName", "Family name"),
                                    Attribute.text("givenName", "Given name"),
                                    Attribute.text("middleName", "Middle names"),
                                    Attribute.text("honorificPrefix", "Title before the name"),
                                    Attribute.text("honorificSuffix", "Title after the name")),
                            Attribute.text("displayName", "The name that others see"),
                            Attribute.text("title", "What the person does"),
                            Attribute.text("userType", "How the person belongs to the organisation"),
                            Attribute.text("preferredLanguage", "Preferred language"),
                            Attribute.text("locale", "Where dates and numbers are written this way"),
                            Attribute.text("timezone", "Time zone"),
                            Attribute.flag("active", "Whether the person may sign in"),
                            Attribute.complex(
                                            "emails",
                                            "E-mail addresses; the primary one, else that of work, else the first, is"
                                                    + " the account's",
                                            Attribute.text("value", "The address"),
                                            Attribute.text("display", "How it is shown"),
                                            Attribute.text("type", "Such as work or home"),
                                            Attribute.flag("primary", "Whether it is the one to use"))
                                    .several(),
                            Attribute.complex(
                                            "groups",
                                            "Groups that the person is in",
                                            Attribute.text("value", "The group's id"),
                                            Attribute.text("$ref", "The group's address"),
                                            Attribute.text("display", "The group's name"))
                                    .several()
                                    .readOnly()),
                    ENTERPRISE_ATTRIBUTES),
            Set.of(
                    "password",
                    "nickName",
                    "profileUrl",
                    "phoneNumbers",
                    "ims",
                    "photos",
                    "addresses",
                    "entitlements",
                    "roles",
                    "x509Certificates"));

    static final ScimSchema GROUP = new ScimSchema(
            CORE_GROUP,
            "Group",
            "A team whose members the directory says",
            List.of(
                    Attribute.text("displayName", "The team's name"),
                    Attribute.text("externalId", "The directory's own id of the group"),
                    Attribute.complex(
                                    "members",
                                    "The people in it",
                                    Attribute.text("value", "The person's id"),
                                    Attribute.text("$ref", "The person's address"),
                                    Attribute.text("display", "The person's name"),
                                    Attribute.text("type", "Always User"))
                            .several()),
            Set.of());

    private ScimSchemas() {}

    private static List<Attribute> plus(List<Attribute> some, List<Attribute> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    static boolean isEnterprise(Attribute attribute) {
        return ENTERPRISE_ATTRIBUTES.contains(attribute);
    }

    /// A user as it came, with the extension's attributes beside the others.
    static ObjectNode flat(ObjectNode resource) {
        var flat = resource.deepCopy();
        for (var name : List.copyOf(resource.propertyNames())) {
            if (name.equalsIgnoreCase(ENTERPRISE) && flat.remove(name) instanceof ObjectNode extension) {
                flat.setAll(extension);
            }
        }
        return flat;
    }

    /// A user as it goes out, with the extension's attributes in their own object.
    static void nest(ObjectNode resource) {
        for (var attribute : ENTERPRISE_ATTRIBUTES) {
            var value = resource.remove(attribute.name());
            if (value != null) {
                resource.withObject("/" + ENTERPRISE.replace("~", "~0").replace("/", "~1"))
                        .set(attribute.name(), value);
            }
        }
    }

    static List<Attribute> enterprise() {
        return ENTERPRISE_ATTRIBUTES;
    }
}
