package plumbline.catalog;

import java.util.List;

/// A control of ISO/IEC 27002:2022 with the controls of the 2013 list that went into it.
public record Iso27002Control(ControlId id, String title, String theme, List<ControlId> from2013, boolean isNew) {
    public Iso27002Control {
        from2013 = List.copyOf(from2013);
    }
}
