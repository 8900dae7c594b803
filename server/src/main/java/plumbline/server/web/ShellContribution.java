package plumbline.server.web;

/// What an area adds to the frame of every page: the edition, the services, the banner. A bean.
@FunctionalInterface
public interface ShellContribution {

    Shell contribute(Shell shell, Visitor visitor);
}
