package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.Content;
import gg.jte.models.runtime.JteModel;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.templates.Templates;

/// Every component gets hostile text in every place that takes text. A component added later is tested without a change
/// here, or this test says which type it does not know.
class EscapingTest {

    private static final String EVIL = "\"><script>evil()</script><img src=x onerror=evil()>' onclick='evil()' evil=\"";
    private static final Pattern TAG = Pattern.compile("<([a-zA-Z]+)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=\"'/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+))?");

    static Stream<Method> components() {
        return Arrays.stream(Templates.class.getMethods())
                .filter(method -> method.getName().startsWith("web"));
    }

    @ParameterizedTest
    @MethodSource("components")
    void hostileTextStaysText(Method component) throws ReflectiveOperationException {
        var arguments = Arrays.stream(component.getParameters())
                .map(EscapingTest::hostile)
                .toArray();
        var html = Gallery.html((JteModel) component.invoke(Gallery.PARTS, arguments));
        for (var tag : TAG.matcher(html).results().toList()) {
            assertThat(tag.group(1)).as(html).isNotEqualTo("img");
            for (var attribute : ATTRIBUTE.matcher(tag.group(2)).results().toList()) {
                assertThat(attribute.group(1)).as(html).doesNotStartWith("on").isNotEqualTo("evil");
            }
        }
        assertThat(html).doesNotContain("<script>").doesNotContainIgnoringCase("javascript:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:evil()",
                "JavaScript:evil()",
                "java\nscript:evil()",
                "\tjavascript:evil()",
                "data:text/html,evil",
                "//evil.example",
                "/\\evil.example",
                "vbscript:evil",
                "relative",
                ""
            })
    void refusesHrefsThatAreNotPlainLinks(String href) {
        assertThatThrownBy(() -> Links.safe(href)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/controls/9.1.2?tab=x#y", "?q=a", "#main", "https://a.example/b", "mailto:a@b.example"})
    void acceptsPlainLinks(String href) {
        assertThat(Links.safe(href)).isEqualTo(href);
    }

    @Test
    void redirectsOnlyToPathsOfOurs() {
        assertThatThrownBy(() -> Reply.to("https://evil.example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reply.to("//evil.example")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Reply.to("/controls")).isEqualTo(new Reply.Redirect("/controls", null));
    }

    private static Object hostile(Parameter parameter) {
        var type = parameter.getType();
        if (type == List.class) {
            return hostileList(parameter.getParameterizedType().getTypeName());
        }
        return switch (type.getSimpleName()) {
            case "String" -> isAddress(parameter.getName()) ? "/a?b=" + EVIL : EVIL;
            case "Content" -> (Content) output -> output.writeUserContent(EVIL);
            case "boolean" -> true;
            case "int" -> 7;
            case "Instant" -> Instant.EPOCH;
            case "Shell" -> shell();
            case "Csrf" -> new Shell.Csrf(EVIL, EVIL, EVIL);
            case "State" -> State.fail(EVIL);
            case "Flash" -> Flash.failed(EVIL);
            case "Field" -> field();
            case "Address" -> address();
            case "Bar" -> new Bar(1, 2, 3, 4);
            case "Trend" -> new Trend(LocalDate.EPOCH, List.of(Optional.of(new Bar(1, 2, 3, 4)), Optional.empty()));
            case "Strip" -> Strip.of(EVIL, List.of(State.Kind.FAIL));
            case "Snippet" -> new Snippet(EVIL, 6, 7, List.of(EVIL, EVIL));
            case "Pager" -> new Pager(address().with("after", EVIL), 1, null, EVIL);
            case "Line" ->
                new Line(
                        EVIL,
                        List.of(
                                Line.Station.of(EVIL, 1, State.fail(EVIL), "/a?b=" + EVIL),
                                Line.Station.gap(EVIL, EVIL, EVIL, "/a?b=" + EVIL)));
            case "History" -> new Event.History(List.of(hostileEvent()), "/a?b=" + EVIL);
            case "Filter" ->
                Filter.of(address())
                        .select(EVIL, EVIL, List.of(new Option(EVIL, EVIL)))
                        .chip(EVIL, EVIL, EVIL, 1L);
            default -> throw new AssertionError("give this test a hostile " + parameter);
        };
    }

    private static List<?> hostileList(String type) {
        return switch (type.replaceFirst(".*[.$](\\w+)>", "$1")) {
            case "Option" -> List.of(new Option(EVIL, EVIL));
            case "Tab" -> List.of(Tab.of(EVIL, "/a?b=" + EVIL, true));
            case "Field" -> List.of(field());
            case "Difference" -> List.of(new Event.Difference(EVIL, EVIL, EVIL));
            default -> throw new AssertionError("give this test a hostile " + type);
        };
    }

    private static Event hostileEvent() {
        return new Event(
                Instant.EPOCH,
                EVIL,
                "/a?b=" + EVIL,
                EVIL,
                "/a?b=" + EVIL,
                EVIL,
                EVIL,
                List.of(new Event.Difference(EVIL, EVIL, EVIL)));
    }

    private static boolean isAddress(String name) {
        return List.of("href", "action", "back").contains(name);
    }

    private static Address address() {
        return new Address("/" + EVIL, Map.of(EVIL, List.of(EVIL), "q", List.of(EVIL)));
    }

    private static Field field() {
        return new Field(EVIL, EVIL, EVIL, EVIL, EVIL, false);
    }

    private static Shell shell() {
        return Shell.of(Instant.EPOCH, address(), new Shell.Csrf(EVIL, EVIL, EVIL))
                .withPerson(
                        new Shell.Person(EVIL, EVIL, List.of(EVIL), _ -> true),
                        List.of(new Navigation.Entry(EVIL, "/", "x", true)))
                .withServices(new ServiceFilter(EVIL, List.of(new Option(EVIL, EVIL))))
                .withEdition(EVIL)
                .withBanner(EVIL)
                .withFlash(Flash.done(EVIL))
                .titled(EVIL);
    }
}
