-- A second, small picture of a camera, for small tiles. It is a publication of its own, of which nobody but the server knows:
-- its endpoint_id stays null until its video flows, it has no tap, and its audio_muted and video_muted are not used.
alter table publication
    drop constraint publication_kind_check,
    add constraint publication_kind_check check (kind in ('camera', 'screen', 'cameraSmall'));
