package plumbline.server.identity.scim;

import java.util.List;

/// The examples of RFC 7643 (section 8) and RFC 7644 (section 3) as they stand there, so that what is tested is the
/// protocol and not our reading of it.
final class RfcExamples {
    private RfcExamples() {}

    static final String MINIMAL_USER = """
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
              "id": "2819c223-7f76-453a-919d-413861904646",
              "userName": "bjensen@example.com",
              "meta": {
                "resourceType": "User",
                "created": "2010-01-23T04:56:22Z",
                "lastModified": "2011-05-13T04:42:34Z",
                "version": "W\\/\\"3694e05e9dff590\\"",
                "location": "https://example.com/v2/Users/2819c223-7f76-453a-919d-413861904646"
              }
            }""";

    static final String ENTERPRISE_USER = """
            {
              "schemas":
                ["urn:ietf:params:scim:schemas:core:2.0:User",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
              "id": "2819c223-7f76-453a-919d-413861904646",
              "externalId": "701984",
              "userName": "bjensen@example.com",
              "name": {
                "formatted": "Ms. Barbara J Jensen, III",
                "familyName": "Jensen",
                "givenName": "Barbara",
                "middleName": "Jane",
                "honorificPrefix": "Ms.",
                "honorificSuffix": "III"
              },
              "displayName": "Babs Jensen",
              "nickName": "Babs",
              "profileUrl": "https://login.example.com/bjensen",
              "emails": [
                {
                  "value": "bjensen@example.com",
                  "type": "work",
                  "primary": true
                },
                {
                  "value": "babs@jensen.org",
                  "type": "home"
                }
              ],
              "addresses": [
                {
                  "streetAddress": "100 Universal City Plaza",
                  "locality": "Hollywood",
                  "region": "CA",
                  "postalCode": "91608",
                  "country": "USA",
                  "formatted": "100 Universal City Plaza\\nHollywood, CA 91608 USA",
                  "type": "work",
                  "primary": true
                }
              ],
              "phoneNumbers": [
                {
                  "value": "555-555-5555",
                  "type": "work"
                }
              ],
              "ims": [
                {
                  "value": "someaimhandle",
                  "type": "aim"
                }
              ],
              "photos": [
                {
                  "value": "https://photos.example.com/profilephoto/72930000000Ccne/F",
                  "type": "photo"
                }
              ],
              "userType": "Employee",
              "title": "Tour Guide",
              "preferredLanguage": "en-US",
              "locale": "en-US",
              "timezone": "America/Los_Angeles",
              "active": true,
              "password": "t1meMa$heen",
              "groups": [
                {
                  "value": "e9e30dba-f08f-4109-8486-d5c6a331660a",
                  "$ref": "../Groups/e9e30dba-f08f-4109-8486-d5c6a331660a",
                  "display": "Tour Guides"
                }
              ],
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
                "employeeNumber": "701984",
                "costCenter": "4130",
                "organization": "Universal Studios",
                "division": "Theme Park",
                "department": "Tour Operations",
                "manager": {
                  "value": "26118915-6090-4610-87e4-49d8ca9f808d",
                  "$ref": "../Users/26118915-6090-4610-87e4-49d8ca9f808d",
                  "displayName": "John Smith"
                }
              }
            }""";

    static final String GROUP = """
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
              "id": "e9e30dba-f08f-4109-8486-d5c6a331660a",
              "displayName": "Tour Guides",
              "members": [
                {
                  "value": "2819c223-7f76-453a-919d-413861904646",
                  "$ref": "https://example.com/v2/Users/2819c223-7f76-453a-919d-413861904646",
                  "display": "Babs Jensen"
                },
                {
                  "value": "902c246b-6245-4190-8e05-00816be7344a",
                  "$ref": "https://example.com/v2/Users/902c246b-6245-4190-8e05-00816be7344a",
                  "display": "Mandy Pepperidge"
                }
              ]
            }""";

    static final List<String> FILTERS = List.of(
            "userName eq \"bjensen\"",
            "name.familyName co \"O'Malley\"",
            "userName sw \"J\"",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"",
            "title pr",
            "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
            "meta.lastModified ge \"2011-05-13T04:42:34Z\"",
            "meta.lastModified lt \"2011-05-13T04:42:34Z\"",
            "meta.lastModified le \"2011-05-13T04:42:34Z\"",
            "title pr and userType eq \"Employee\"",
            "title pr or userType eq \"Intern\"",
            "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
            "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")",
            "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co \"example.org\")",
            "userType eq \"Employee\" and (emails.type eq \"work\")",
            "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]",
            "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\" and value co \"@foo.com\"]");

    static String patch(String... operations) {
        return """
                { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s] }""".formatted(String.join(",", operations));
    }

    static final String ADD_WITHOUT_PATH = """
            {
              "op": "add",
              "value": {
                "emails": [
                  {
                    "value": "babs@jensen.org",
                    "type": "home"
                  }
                ],
                "nickname": "Babs"
              }
            }""";

    static final String REMOVE_WORK_ADDRESSES = """
            {
              "op": "remove",
              "path": "emails[type eq \\"work\\" and value ew \\"example.com\\"]"
            }""";

    static final String REPLACE_STREET = """
            {
              "op": "replace",
              "path": "addresses[type eq \\"work\\"].streetAddress",
              "value": "1010 Broadway Ave"
            }""";

    static final String REPLACE_WITHOUT_PATH = """
            {
              "op": "replace",
              "value": {
                "emails": [
                  {
                    "value": "bjensen@example.com",
                    "type": "work",
                    "primary": true
                  },
                  {
                    "value": "babs@jensen.org",
                    "type": "home"
                  }
                ],
                "nickname": "Babs"
              }
            }""";

    static String addMember(String id) {
        return """
                {
                  "op": "add",
                  "path": "members",
                  "value": [
                    {
                      "display": "Babs Jensen",
                      "$ref": "https://example.com/v2/Users/%1$s",
                      "value": "%1$s"
                    }
                  ]
                }""".formatted(id);
    }

    static String removeMember(String id) {
        return """
                { "op": "remove", "path": "members[value eq \\"%s\\"]" }""".formatted(id);
    }

    static final String REMOVE_ALL_MEMBERS = """
            { "op": "remove", "path": "members" }""";
}
