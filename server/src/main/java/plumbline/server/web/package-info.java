/// The frame and the parts of every page: shell, components, links, what a handler may answer.
///
/// No word of the domain stands here. Areas own their pages: a handler in `…Pages` takes a [Shell], gives it to a typed
/// template under `src/main/jte/<area>/`, and returns the template's model or a [Reply]. Components are templates under
/// `jte/web/`; the records here are what they show. All links with parameters come from [Address], all words for sizes
/// and times from [Format]. Nothing reads a clock: `shell.now()` is the one moment a page speaks of. An area adds to
/// the frame by beans: a [Navigation.Item] in the rail, a [ShellContribution] for edition, inbox, services or banner.
@NullMarked
package plumbline.server.web;

import org.jspecify.annotations.NullMarked;
