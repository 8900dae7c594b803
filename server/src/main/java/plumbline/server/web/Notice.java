package plumbline.server.web;

/// What every page says at its top, whoever looks, signed in or not. At most one, as a bean.
public record Notice(String text) {}
