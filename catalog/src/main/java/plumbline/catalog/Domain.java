package plumbline.catalog;

/// A chapter of an edition: `A.9 Access control`, `8 Technological`.
public record Domain(String id, String name) {}
