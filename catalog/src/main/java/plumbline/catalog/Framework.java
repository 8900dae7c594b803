package plumbline.catalog;

import java.util.regex.Pattern;

/// The frameworks that controls are mapped to.
public enum Framework {
    ISO27001_2022("iso27001_2022", "A\\.[5-8]\\.[0-9]{1,2}"),
    CSA_CCM_4_0("csaCcm4_0", "[A-Z&]{3}-[0-9]{2}"),
    CSA_CCM_4_1("csaCcm4_1", "[A-Z&]{3}-[0-9]{2}"),
    NIST_SP_800_53_R5("nistSp80053r5", "[A-Z]{2}-[0-9]{1,2}(\\([0-9]{1,2}\\))?"),
    NIST_CSF_2("nistCsf2", "[A-Z]{2}\\.[A-Z]{2}(-[0-9]{2})?"),
    CIS_CONTROLS_8("cisControls8", "[0-9]{1,2}(\\.[0-9]{1,2})?"),
    SOC2_TSC_2017("soc2Tsc2017", "[A-Z]{1,2}[0-9]\\.[0-9]{1,2}");

    private final String key;
    private final Pattern idForm;

    Framework(String key, String idForm) {
        this.key = key;
        this.idForm = Pattern.compile(idForm);
    }

    /// The name by which data refer to the framework.
    public String key() {
        return key;
    }

    boolean admits(String id) {
        return idForm.matcher(id).matches();
    }

    /// What a framework is called, whose mapping to it counts as published, and on what terms its ids are used.
    public record Source(Framework framework, String name, String idForm, String publishedBy, String licence) {}
}
