package plumbline.server.web;

import java.util.List;

/// The filter that holds across pages: the choices that this person may see and the key selected, empty for all.
public record ServiceFilter(String selected, List<Option> choices) {

    public static final ServiceFilter NONE = new ServiceFilter("", List.of());

    /// The request parameter that changes the selection, and the cookie that keeps it.
    public static final String PARAMETER = "service";

    /// A selection that is not among the choices selects all, so that a lost right cannot leave an empty page behind.
    public ServiceFilter {
        choices = List.copyOf(choices);
        var key = selected;
        if (choices.stream().noneMatch(choice -> choice.value().equals(key))) {
            selected = "";
        }
    }

    /// The same selection among other choices: what the area that knows the services contributes.
    public ServiceFilter among(List<Option> newChoices) {
        return new ServiceFilter(selected, newChoices);
    }
}
