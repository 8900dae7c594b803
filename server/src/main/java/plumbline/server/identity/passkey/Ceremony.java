package plumbline.server.identity.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What WebAuthn asks a server to check, done by webauthn4j: the challenge, the origin, the site, that the user was
/// verified, the signature, and that the count went up.
///
/// No attestation is asked for or believed: which make of device people take is theirs to choose.
final class Ceremony {
    private static final Logger log = LoggerFactory.getLogger(Ceremony.class);

    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private final PasskeySite site;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    Ceremony(PasskeySite site) {
        this.site = site;
    }

    /// Reads what a device answered to the wish for a new key; none when it cannot be read.
    Optional<RegistrationData> parse(Bytes attestation, Bytes clientData, Set<String> transports) {
        return unlessWrong(() ->
                        manager.parse(new RegistrationRequest(attestation.value(), clientData.value(), transports)))
                .filter(data -> data.getAttestationObject() != null);
    }

    /// Reads what a device signed to sign somebody in; none when it cannot be read.
    Optional<AuthenticationData> parse(PasskeyAnswer answer) {
        return unlessWrong(() -> manager.parse(new AuthenticationRequest(
                        answer.credentialId().value(),
                        answer.userHandle().value(),
                        answer.authenticatorData().value(),
                        answer.clientData().value(),
                        answer.signature().value())))
                .filter(data -> data.getAuthenticatorData() != null);
    }

    /// The challenge that an answer says it signed.
    static byte @Nullable [] challenge(@Nullable CollectedClientData client) {
        return client == null || client.getChallenge() == null
                ? null
                : client.getChallenge().getValue();
    }

    /// The new key, if all is as it must be.
    ///
    /// @param challenge one that was made for this and is used up now
    Optional<PasskeyStore.NewPasskey> register(
            RegistrationData data, Challenge challenge, Bytes userHandle, Passkeys.NewKey about) {
        var wanted = ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
        var parameters = new RegistrationParameters(server(challenge), wanted, true, true);
        if (unlessWrong(() -> manager.verify(data, parameters)).isEmpty()) {
            return Optional.empty();
        }
        var device = data.getAttestationObject() == null
                ? null
                : data.getAttestationObject().getAuthenticatorData();
        var credential = device == null ? null : device.getAttestedCredentialData();
        if (device == null || credential == null || crossesOrigins(data.getCollectedClientData())) {
            return Optional.empty();
        }
        return Optional.of(new PasskeyStore.NewPasskey(
                Bytes.of(credential.getCredentialId()),
                Bytes.of(credentials.convert(credential)),
                userHandle,
                device.getSignCount(),
                about.transports(),
                device.isFlagBS(),
                about.name()));
    }

    /// The credential as it is after this use, if all is as it must be.
    ///
    /// @param challenge one that was made for this and is used up now
    Optional<PasskeyStore.Credential> use(AuthenticationData data, Challenge challenge, PasskeyStore.Credential known) {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                null,
                null,
                known.signCount(),
                credentials.convert(known.credential().value()),
                null,
                null,
                null,
                null);
        var parameters = new AuthenticationParameters(server(challenge), record, null, true, true);
        if (unlessWrong(() -> manager.verify(data, parameters)).isEmpty()) {
            return Optional.empty();
        }
        var device = data.getAuthenticatorData();
        return device == null || crossesOrigins(data.getCollectedClientData())
                ? Optional.empty()
                : Optional.of(new PasskeyStore.Credential(
                        known.id(),
                        known.accountId(),
                        known.credential(),
                        known.userHandle(),
                        device.getSignCount(),
                        device.isFlagBS()));
    }

    /// What a step of webauthn4j gives; none when it throws. What it cannot read makes exceptions of many kinds, of its
    /// parsers and of the JDK, and all of them say that the answer is not good.
    private static <T> Optional<T> unlessWrong(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException wrong) {
            log.debug("refused what a device answered", wrong);
            return Optional.empty();
        }
    }

    private ServerProperty server(Challenge challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.origin()))
                .rpId(site.id())
                .challenge(challenge)
                .build();
    }

    /// A frame in another site must not use our passkeys.
    private static boolean crossesOrigins(@Nullable CollectedClientData client) {
        return client == null || Boolean.TRUE.equals(client.getCrossOrigin());
    }
}
