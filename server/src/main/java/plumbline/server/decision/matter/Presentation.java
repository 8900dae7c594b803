package plumbline.server.decision.matter;

import java.util.List;
import plumbline.server.identity.Permission;
import plumbline.server.web.Links;

/// What people read about a decision.
///
/// @param title what is decided on, for example `Statement of applicability 2015, version 3`
/// @param href the page that shows exactly this version
/// @param reading the permission that whoever sees the decision must have
/// @param changes what this version changes against the last one that was approved
public record Presentation(String title, String href, Permission reading, List<VersionChange> changes) {
    public Presentation {
        changes = List.copyOf(changes);
        Links.safe(href);
    }
}
