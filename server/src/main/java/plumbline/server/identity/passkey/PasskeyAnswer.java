package plumbline.server.identity.passkey;

/// What a device signed to sign somebody in. Nothing in it is believed yet.
///
/// @param userHandle whose key it says this is
record PasskeyAnswer(
        Bytes credentialId, Bytes userHandle, Bytes authenticatorData, Bytes clientData, Bytes signature) {}
