package plumbline.server.web;

import java.util.List;

/// A person with one permission.
record SampleVisitor(String name, List<String> roles, String permission) implements Visitor {

    @Override
    public String initials() {
        return "IB";
    }

    @Override
    public boolean may(String asked) {
        return asked.equals(permission);
    }
}
