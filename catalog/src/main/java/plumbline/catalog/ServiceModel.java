package plumbline.catalog;

/// How much of the stack the provider of a cloud service runs.
public enum ServiceModel {
    IAAS,
    PAAS,
    SAAS
}
