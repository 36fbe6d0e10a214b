-- Rows in every table that the former migrations made, as release 0.1 wrote them.
insert into account (id, email, display_name, user_handle, created_at, signed_in_at) values
    ('a0000000-0000-0000-0000-000000000001', 'ada@chat.example', 'Ada', decode(repeat('01', 32), 'hex'), now(), now()),
    ('a0000000-0000-0000-0000-000000000002', 'ben@chat.example', 'Ben', decode(repeat('02', 32), 'hex'), now(), null);
insert into sign_in_token (token_hash, email, browser_hash, code, created_at, expires_at) values
    (decode(repeat('0a', 32), 'hex'), 'ada@chat.example', '\x01', '123456', now(), now() + interval '15 minutes');
insert into email_change (account_id, token_hash, email, expires_at) values
    ('a0000000-0000-0000-0000-000000000001', decode(repeat('0b', 32), 'hex'), 'ada@new.example', now());
insert into known_browser (account_id, email, secret_hash, signed_in_at) values
    ('a0000000-0000-0000-0000-000000000001', 'ada@chat.example', decode(repeat('0c', 32), 'hex'), now());
insert into passkey (credential_id, account_id, name, attested_credential_data, counter, user_verified, backup_eligible,
        backed_up, transports, created_at, cloned_at) values
    ('\xca', 'a0000000-0000-0000-0000-000000000001', 'Phone', '\x0102', 7, true, true, false, '{internal,hybrid}', now(), null),
    ('\xcb', 'a0000000-0000-0000-0000-000000000002', 'Copy', '\x0304', 3, true, false, false, '{usb}', now(), now());
insert into passkey_challenge (session_id, ceremony, challenge, expires_at) values ('s', 'SIGN_IN', '\x0506', now());
insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time,
        principal_name) values
    ('11111111-0000-0000-0000-000000000001', '22222222-0000-0000-0000-000000000001', 1, 2, 43200, 3, 'ada');
insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes) values
    ('11111111-0000-0000-0000-000000000001', 'name', '\x07');
insert into ended_session (primary_id) values ('33333333-0000-0000-0000-000000000001');
insert into audit_event (at, kind, account_id, address, browser, detail, times, last_at, bucket) values
    (now(), 'SIGNED_IN', 'a0000000-0000-0000-0000-000000000001', '192.0.2.1', 'Firefox', null, 1, null, null),
    (now(), 'LINK_REFUSED', null, '192.0.2.2', null, 'stranger', 12, now(), 'bucket');
insert into rate_limit (bucket, whole_at) values ('link:192.0.2.1', now());
insert into app_instance (id, lease_until) values ('b0000000-0000-0000-0000-000000000001', now());
insert into meeting (id, created_by, kurento_uri, pipeline_id, guests_allowed, locked) values
    ('c0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'ws://localhost:8888', 'p', true, true),
    ('c0000000-0000-0000-0000-000000000002', null, null, null, false, false);
insert into meeting_member (meeting_id, account_id, removed_at) values
    ('c0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', null),
    ('c0000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000002', now());
insert into guest (id, meeting_id, display_name, created_at, expires_at) values
    ('d0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'Gus', now(), now());
insert into participant (id, meeting_id, account_id, display_name, resume_token_hash, instance_id, guest_id, removed_at) values
    ('e0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001',
        'a0000000-0000-0000-0000-000000000001', 'Ada', '\x01', 'b0000000-0000-0000-0000-000000000001', null, null),
    ('e0000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000001', null, 'Gus', '\x02', null,
        'd0000000-0000-0000-0000-000000000001', now());
insert into publication (id, meeting_id, participant_id, kind, endpoint_id) values
    ('f0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001',
        'e0000000-0000-0000-0000-000000000001', 'camera', 'endpoint');
insert into worker (id, host, taps, clock_offset_ms, clock_error_ms) values
    ('90000000-0000-0000-0000-000000000001', 'host', 1, 0.5, 0.25);
insert into tap (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id, fencing) values
    ('f0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001',
        'e0000000-0000-0000-0000-000000000001', 'ws://localhost:8888', 'p', 'e', nextval('tap_fencing'));
insert into own_clock (clock_id, kind, error_ms, alive_until) values ('007', 'OWN', 4.5, now());
insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at, last_packet_at, clock_at,
        latency_ms, lower_ms, upper_ms, code_age_ms, exposure_ms, display_lag_ms, worker_clock_error_ms,
        worker_clock_stepped, source, zone, frame_width, frame_height, code_x, code_y, code_width, code_height, scan_stage,
        decode_micros, scan_micros, processing_ms, validity, estimate_ms, estimate_lower_ms, estimate_upper_ms)
    select gen_random_uuid(), 'c0000000-0000-0000-0000-000000000001', 'e0000000-0000-0000-0000-000000000001',
        'f0000000-0000-0000-0000-000000000001', 1, now() - number * interval '7 hours', now(), now(), 212 + number, 150, 300,
        100, 33, 50, 0.5, false, 'GOPRO', 'ZONED', 640, 480, 10, 10, 100, 100, 'HALF', 900, 1100, 3.5, 'VALID', 212, 150, 300
    from generate_series(0, 20) number;
insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source, validity, measurements,
        min_ms, p50_ms, p95_ms, max_ms) values
    ('f0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001',
        'e0000000-0000-0000-0000-000000000001', 1, now(), 'GOPRO', 'VALID', 3, 200, 212, 220, 221);
insert into video_quality_window (publication_id, meeting_id, participant_id, fencing, starts_at, packets_received,
        packets_lost, bytes_received, jitter_ms, frames_received, frames_decoded, frames_dropped, frames_scanned,
        frames_shed, keyframe_requests, freezes, frozen_ms, clocks_seen) values
    ('f0000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001',
        'e0000000-0000-0000-0000-000000000001', 1, now(), 90, 1, 100000, 2.5, 30, 29, 1, 15, 0, 1, 0, 0, 3);
