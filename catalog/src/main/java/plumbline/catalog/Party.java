package plumbline.catalog;

/// Who carries a duty: the provider of the cloud service, its customer, or both.
public enum Party {
    PROVIDER,
    CUSTOMER,
    SHARED
}
