// Generated from ../openapi.json by `npm run generate`; changes here are lost.

export interface paths {
    "/api/projects/{project_id}/export/edl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the project, like the successor ending with export/edl
         * @deprecated
         * @description Download the project, like the successor ending with export/edl.
         */
        get: operations["export_project_edl_legacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/export/fcpxml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the project, like the successor ending with export/fcpxml
         * @deprecated
         * @description Download the project, like the successor ending with export/fcpxml.
         */
        get: operations["export_project_fcpxml_legacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/export/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the project, like the successor ending with export/json
         * @deprecated
         * @description Download the project, like the successor ending with export/json.
         */
        get: operations["export_project_json_legacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/export/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the project, like the successor ending with export/resolve
         * @deprecated
         * @description Download the project, like the successor ending with export/resolve.
         */
        get: operations["export_project_resolve_legacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say who we are
         * @description Say who we are.
         */
        get: operations["get_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the settings that run, without secrets; DEBUG only
         * @description Show the settings that run, without secrets; DEBUG only.
         */
        get: operations["get_config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/config/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the settings again; what can change while the server runs takes effect; DEBUG only
         * @description Read the settings again; what can change while the server runs takes effect; DEBUG only.
         */
        post: operations["reload_config"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at all that the server needs, and say what mends what is wrong; DEBUG only
         * @description Look at all that the server needs, and say what mends what is wrong; DEBUG only.
         */
        get: operations["get_doctor_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the drafts of all projects, newest first, without their ideas; DEBUG only
         * @description List the drafts of all projects, newest first, without their ideas; DEBUG only.
         */
        get: operations["list_all_drafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same as /admin/config/reload; DEBUG only
         * @description The same as /admin/config/reload; DEBUG only.
         */
        post: operations["reload_settings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/characters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List characters, newest first
         * @description List characters, newest first.
         */
        get: operations["list_characters"];
        put?: never;
        /**
         * Make a character, for one project or for all
         * @description Make a character, for one project or for all.
         */
        post: operations["create_character"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/characters/{character_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a character
         * @description Show a character.
         */
        get: operations["get_character"];
        /**
         * Change a character; fields that are not sent stay as they are
         * @description Change a character; fields that are not sent stay as they are.
         */
        put: operations["update_character"];
        post?: never;
        /**
         * Delete a character and its jobs; clips keep their prompts and lose only the link
         * @description Delete a character and its jobs; clips keep their prompts and lose only the link.
         */
        delete: operations["delete_character"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/characters/{character_id}/apply/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the character before both prompts of a clip, in place of any applied before
         * @description Put the character before both prompts of a clip, in place of any applied before.
         */
        post: operations["apply_character"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/characters/{character_id}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have pictures of a character generated; they go to the pool and its reference images
         * @description Have pictures of a character generated; they go to the pool and its reference images.
         */
        post: operations["generate_character_samples"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a clip to a scene
         * @description Add a clip to a scene.
         */
        post: operations["create_clip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a clip
         * @description Show a clip.
         */
        get: operations["get_clip"];
        /**
         * Change a clip; fields that are not sent stay as they are
         * @description Change a clip; fields that are not sent stay as they are.
         */
        put: operations["update_clip"];
        post?: never;
        /**
         * Delete a clip with its takes and jobs; the first of its alternates takes its place
         * @description Delete a clip with its takes and jobs; the first of its alternates takes its place.
         */
        delete: operations["delete_clip"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/create-alternate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add another version of the clip: the same words at the same place, without takes
         * @description Add another version of the clip: the same words at the same place, without takes.
         */
        post: operations["create_clip_alternate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/gallery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show all takes of the clip, newest first
         * @description Show all takes of the clip, newest first.
         */
        get: operations["get_clip_gallery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the prompts, given in the body or in the query; absent ones stay as they are
         * @description Change the prompts, given in the body or in the query; absent ones stay as they are.
         */
        put: operations["update_clip_prompts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/select-content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose the takes to show, named in the body or in the query
         * @description Choose the takes to show, named in the body or in the query.
         */
        put: operations["select_clip_content"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/takes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clip's takes, newest first
         * @description List the clip's takes, newest first.
         */
        get: operations["list_clip_takes"];
        put?: never;
        /**
         * Add a picture, a film or a sound of your own to a clip; the first of its kind is chosen
         * @description Add a picture, a film or a sound of your own to a clip; the first of its kind is chosen.
         */
        post: operations["upload_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/takes/{take_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a take, archived or not
         * @description Show a take, archived or not.
         */
        get: operations["get_take"];
        put?: never;
        post?: never;
        /**
         * Remove a take, archived or not; if it was chosen, no take of its kind is any more
         * @description Remove a take, archived or not; if it was chosen, no take of its kind is any more.
         */
        delete: operations["delete_take"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/{clip_id}/timeline-position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put the clip elsewhere in its scene; where another lies, the answer names a free place
         * @description Put the clip elsewhere in its scene; where another lies, the answer names a free place.
         */
        put: operations["move_clip"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clips/scene/{scene_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scene's clips in timeline order
         * @description List the scene's clips in timeline order.
         */
        get: operations["list_clips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the servers in the order of their registration
         * @description List the servers in the order of their registration.
         */
        get: operations["list_servers"];
        put?: never;
        /**
         * Register a ComfyUI or RunPod server
         * @description Register a ComfyUI or RunPod server.
         */
        post: operations["register_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a server and what it can do
         * @description Show a server and what it can do.
         */
        get: operations["get_server"];
        /**
         * Change a server; fields that are not sent stay as they are
         * @description Change a server; fields that are not sent stay as they are.
         */
        put: operations["update_server"];
        post?: never;
        /**
         * Forget a server
         * @description Forget a server.
         */
        delete: operations["delete_server"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the server no more jobs; those that run there run on
         * @description Give the server no more jobs; those that run there run on.
         */
        post: operations["drain_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what the server can do: models, LoRAs, samplers, memory
         * @description Show what the server can do: models, LoRAs, samplers, memory.
         */
        get: operations["get_server_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the server jobs again
         * @description Give the server jobs again.
         */
        post: operations["resume_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a server out, step by step, with the key and headers it is registered with
         * @description Try a server out, step by step, with the key and headers it is registered with.
         */
        post: operations["test_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/{server_id}/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the server can run: stored workflows, then the standard graphs
         * @description List what the server can run: stored workflows, then the standard graphs.
         */
        get: operations["list_server_workflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comfyui/servers/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an address out, step by step, without registering it
         * @description Try an address out, step by step, without registering it.
         */
        post: operations["test_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what changes, in all projects
         * @description Follow what changes, in all projects.
         */
        get: operations["stream_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far an export is, and where its file will be
         * @description Show how far an export is, and where its file will be.
         */
        get: operations["get_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch the file of an export that is done, or a part of it
         * @description Fetch the file of an export that is done, or a part of it.
         */
        get: operations["get_export_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generate-character-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a series of pictures generated that show a character from several sides
         * @description Have a series of pictures generated that show a character from several sides.
         */
        post: operations["generate_character_profiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a picture or a film of the clip generated
         * @description Have a picture or a film of the clip generated.
         */
        post: operations["generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a picture or a film of each clip generated; a clip named twice gets two
         * @description Have a picture or a film of each clip generated; a clip named twice gets two.
         */
        post: operations["generate_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation/batch/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a batch and where each of its clips stands
         * @description Show a batch and where each of its clips stands.
         */
        get: operations["get_batch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation/batch/{batch_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel all jobs of a batch that are not over
         * @description Cancel all jobs of a batch that are not over.
         */
        post: operations["cancel_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation/batch/{batch_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run all failed and cancelled jobs of a batch again, and try refused clips anew
         * @description Run all failed and cancelled jobs of a batch again, and try refused clips anew.
         */
        post: operations["retry_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/generation/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List batches, newest first
         * @description List batches, newest first.
         */
        get: operations["list_batches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at every part; the answer comes even if one is away
         * @description Look at every part; the answer comes even if one is away.
         */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell a load balancer whether to send requests here
         * @description Tell a load balancer whether to send requests here.
         */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/files/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return a stored file or thumbnail, or the part of it that `Range` asks for
         * @description Return a stored file or thumbnail, or the part of it that `Range` asks for.
         */
        get: operations["get_media_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/projects/{project_id}/upload-music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a song under the project: MP3, WAV, FLAC, OGG or M4A
         * @description Put a song under the project: MP3, WAV, FLAC, OGG or M4A.
         */
        post: operations["upload_music"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/upload-face-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store a picture of a face, for characters to refer to: PNG, JPEG, WebP or GIF
         * @description Store a picture of a face, for characters to refer to: PNG, JPEG, WebP or GIF.
         */
        post: operations["upload_face_image"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models of all servers by folder and name, each once
         * @description List the models of all servers by folder and name, each once.
         */
        get: operations["list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/parameters/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what can be set on a model, found by its file's name
         * @description Show what can be set on a model, found by its file's name.
         */
        get: operations["get_model_parameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/presets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the presets of a model, found by its file's name
         * @description Show the presets of a model, found by its file's name.
         */
        get: operations["get_model_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openai/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the films at the service, the newest first unless asked otherwise
         * @description List the films at the service, the newest first unless asked otherwise.
         */
        get: operations["list_openai_videos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openai/videos/{video_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a film at the service
         * @description Show a film at the service.
         */
        get: operations["get_openai_video"];
        put?: never;
        post?: never;
        /**
         * Delete a film at the service
         * @description Delete a film at the service.
         */
        delete: operations["delete_openai_video"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a picture, a film or a sound into a project's pool
         * @description Put a picture, a film or a sound into a project's pool.
         */
        post: operations["create_pool_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what lies in the project's pool, newest first
         * @description List what lies in the project's pool, newest first.
         */
        get: operations["list_pool_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool/item/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an item of a pool
         * @description Show an item of a pool.
         */
        get: operations["get_pool_item"];
        /**
         * Change an item of a pool; fields that are not sent stay as they are
         * @description Change an item of a pool; fields that are not sent stay as they are.
         */
        put: operations["update_pool_item"];
        post?: never;
        /**
         * Take an item out of a pool; clips it was applied to keep their takes
         * @description Take an item out of a pool; clips it was applied to keep their takes.
         */
        delete: operations["delete_pool_item"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool/item/{item_id}/apply-to-clip/{clip_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an item of the pool to a clip of its project, as a new take each time
         * @description Add an item of the pool to a clip of its project, as a new take each time.
         */
        post: operations["apply_pool_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects, newest first
         * @description List projects, newest first.
         */
        get: operations["list_projects"];
        put?: never;
        /**
         * Make a project
         * @description Make a project.
         */
        post: operations["create_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a project
         * @description Show a project.
         */
        get: operations["get_project"];
        /**
         * Change a project; fields that are not sent stay as they are
         * @description Change a project; fields that are not sent stay as they are.
         */
        put: operations["update_project"];
        post?: never;
        /**
         * Delete a project with its scenes, clips, takes and jobs
         * @description Delete a project with its scenes, clips, takes and jobs.
         */
        delete: operations["delete_project"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is missing, too long or out of date, and what can be done about it
         * @description List what is missing, too long or out of date, and what can be done about it.
         */
        get: operations["check_project"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all clips of the project in story order
         * @description List all clips of the project in story order.
         */
        get: operations["list_project_clips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what paid services have charged for a project, summed up and entry by entry
         * @description Show what paid services have charged for a project, summed up and entry by entry.
         */
        get: operations["get_project_costs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a project: its cut for every editor, its media, its text and what is known
         * @description Download a project: its cut for every editor, its media, its text and what is known.
         */
        get: operations["download_project"];
        put?: never;
        /**
         * Download a project, with what is chosen in the body or in the query
         * @description Download a project, with what is chosen in the body or in the query.
         */
        post: operations["download_chosen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a project's drafts, newest first
         * @description List a project's drafts, newest first.
         */
        get: operations["list_drafts"];
        put?: never;
        /**
         * Have scenes and clips drafted for a project that is there already
         * @description Have scenes and clips drafted for a project that is there already.
         */
        post: operations["create_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/drafts/{draft_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a draft and its steps
         * @description Show a draft and its steps.
         */
        get: operations["get_draft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what it would cost to have pictures, voices and films made for a project's clips
         * @description Tell what it would cost to have pictures, voices and films made for a project's clips.
         */
        post: operations["estimate_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what changes in one project, and the servers
         * @description Follow what changes in one project, and the servers.
         */
        get: operations["stream_project_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/export/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the project in one format
         * @description Download the project in one format.
         */
        get: operations["export_project"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/export/{format}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what one export would round, miss or lose, without making it
         * @description Say what one export would round, miss or lose, without making it.
         */
        get: operations["report_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/export/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say what each format, or each of `formats`, would round, miss or lose
         * @description Say what each format, or each of `formats`, would round, miss or lose.
         */
        get: operations["check_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/export/formats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the formats and their options
         * @description List the formats and their options.
         */
        get: operations["list_export_formats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the project written to a file, however large, and come back for it
         * @description Have the project written to a file, however large, and come back for it.
         */
        post: operations["order_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/import/timing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare a cut from an editor, EDL or FCPXML, with the project; and take it over
         * @description Compare a cut from an editor, EDL or FCPXML, with the project; and take it over.
         */
        post: operations["import_timing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/narration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the clips' words said, each clip by its speaker's voice; what was said stays
         * @description Have the clips' words said, each clip by its speaker's voice; what was said stays.
         */
        post: operations["narrate_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give no more jobs of the project to any server until it is resumed
         * @description Give no more jobs of the project to any server until it is resumed.
         */
        post: operations["pause_project_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the project's jobs to servers again
         * @description Give the project's jobs to servers again.
         */
        post: operations["resume_project_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/retime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give each clip the length of its narration, and lay the scenes out without a hole
         * @description Give each clip the length of its narration, and lay the scenes out without a hole.
         */
        post: operations["retime_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the clips of which takes wait for a verdict, in story order
         * @description List the clips of which takes wait for a verdict, in story order.
         */
        get: operations["list_waiting_takes"];
        put?: never;
        /**
         * Approve or reject takes; each decision has its own outcome, whatever the others have
         * @description Approve or reject takes; each decision has its own outcome, whatever the others have.
         */
        post: operations["review_takes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the project's scenes in story order, each with its clips
         * @description List the project's scenes in story order, each with its clips.
         */
        get: operations["list_project_scenes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/subtitles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download what is said in the cut, two lines at a time
         * @description Download what is said in the cut, two lines at a time.
         */
        get: operations["get_subtitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the project on one timeline: its scenes, their clips, and how long it is
         * @description Show the project on one timeline: its scenes, their clips, and how long it is.
         */
        get: operations["get_project_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/with-scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the whole storyboard: the project, its scenes and their clips
         * @description Show the whole storyboard: the project, its scenes and their clips.
         */
        get: operations["get_project_with_scenes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a project of a storycanvas_v1 document or a .storyboarder, alone or in a zip
         * @description Make a project of a storycanvas_v1 document or a .storyboarder, alone or in a zip.
         */
        post: operations["import_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/import-script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a project of a script; the report says what was recognised and what was dropped
         * @description Make a project of a script; the report says what was recognised and what was dropped.
         */
        post: operations["import_script"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the services there are, what each makes and how it stands; none of them is called
         * @description List the services there are, what each makes and how it stands; none of them is called.
         */
        get: operations["list_providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models of a service that is set up, as far as they are known
         * @description List the models of a service that is set up, as far as they are known.
         */
        get: operations["list_provider_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers/{provider}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a service for its models, which costs nothing, to see whether it accepts our key
         * @description Ask a service for its models, which costs nothing, to see whether it accepts our key.
         */
        post: operations["test_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel all jobs, or those of a project or a batch
         * @description Cancel all jobs, or those of a project or a batch.
         */
        post: operations["cancel_jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget the jobs of some statuses, or of all; those that are being processed stay
         * @description Forget the jobs of some statuses, or of all; those that are being processed stay.
         */
        delete: operations["clear_queue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs, newest first
         * @description List jobs, newest first.
         */
        get: operations["list_jobs"];
        put?: never;
        /**
         * Queue a generation
         * @description Queue a generation.
         */
        post: operations["create_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a job, with its tries, and why it waits
         * @description Show a job, with its tries, and why it waits.
         */
        get: operations["get_job"];
        put?: never;
        post?: never;
        /**
         * Forget a job; one that waits or runs is cancelled first
         * @description Forget a job; one that waits or runs is cancelled first.
         */
        delete: operations["delete_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job that waits or runs; of what its server does, only this prompt is stopped
         * @description Cancel a job that waits or runs; of what its server does, only this prompt is stopped.
         */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs/{job_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report how a fetched job ended, in the body or the query; its result is stored at once
         * @description Report how a fetched job ended, in the body or the query; its result is stored at once.
         */
        post: operations["complete_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs/{job_id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a waiting job forward or back; one step counts as ten minutes of waiting
         * @description Put a waiting job forward or back; one step counts as ten minutes of waiting.
         */
        post: operations["prioritise_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a failed or cancelled job again, and before it those it needs that failed
         * @description Run a failed or cancelled job again, and before it those it needs that failed.
         *
         *     Whatever is sent is another this time: the words, the seed, the server.
         */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/lanes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the lanes of exports and of paid services, and what keeps them from running
         * @description List the lanes of exports and of paid services, and what keeps them from running.
         */
        get: operations["list_lanes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/lanes/{lane}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nothing begin on a lane until it is resumed; what runs there runs on
         * @description Let nothing begin on a lane until it is resumed; what runs there runs on.
         */
        post: operations["pause_lane"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/lanes/{lane}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let jobs begin on a lane again, also where its provider had refused us
         * @description Let jobs begin on a lane again, also where its provider had refused us.
         */
        post: operations["resume_lane"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give no more jobs to any server until the queue is resumed
         * @description Give no more jobs to any server until the queue is resumed.
         */
        post: operations["pause_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/projects/{project_id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the project's jobs, newest first
         * @description List the project's jobs, newest first.
         */
        get: operations["list_project_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give jobs to servers again; projects that are paused stay so
         * @description Give jobs to servers again; projects that are paused stay so.
         */
        post: operations["resume_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/servers/{server_id}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take the job that comes up next for the server, for as long as its lease says, or null
         * @description Take the job that comes up next for the server, for as long as its lease says, or null.
         */
        get: operations["claim_next_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/servers/{server_id}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that a worker fetches jobs for the server
         * @description Tell that a worker fetches jobs for the server.
         */
        post: operations["register_worker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the jobs and show the servers
         * @description Count the jobs and show the servers.
         */
        get: operations["get_queue_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a scene to a project
         * @description Add a scene to a project.
         */
        post: operations["create_scene"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes/{scene_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a scene
         * @description Show a scene.
         */
        get: operations["get_scene"];
        /**
         * Change a scene; fields that are not sent stay as they are
         * @description Change a scene; fields that are not sent stay as they are.
         */
        put: operations["update_scene"];
        post?: never;
        /**
         * Delete a scene with its clips; the first of its alternates takes its place
         * @description Delete a scene with its clips; the first of its alternates takes its place.
         */
        delete: operations["delete_scene"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes/{scene_id}/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scene's clips in timeline order, as a bare array
         * @description List the scene's clips in timeline order, as a bare array.
         */
        get: operations["list_scene_clips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes/{scene_id}/create-alternate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add another version of the scene, with copies of its clips
         * @description Add another version of the scene, with copies of its clips.
         */
        post: operations["create_scene_alternate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes/{scene_id}/timeline-analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find overlaps and holes on the scene's timeline
         * @description Find overlaps and holes on the scene's timeline.
         */
        get: operations["analyse_scene_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenes/project/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the project's scenes in story order
         * @description List the project's scenes in story order.
         */
        get: operations["list_scenes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/servers/{server_id}/sync-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at the server now and list its models
         * @description Look at the server now and list its models.
         */
        post: operations["sync_server_models"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count how much there is of everything
         * @description Count how much there is of everything.
         */
        get: operations["get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the stories that fit all that is asked for
         * @description List the stories that fit all that is asked for.
         */
        get: operations["list_stories"];
        put?: never;
        /**
         * Have a board drafted, with pictures and voices, of an idea or a script
         * @description Have a board drafted, with pictures and voices, of an idea or a script.
         */
        post: operations["create_story"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a story with its scenes: their words, pictures and sounds
         * @description Show a story with its scenes: their words, pictures and sounds.
         */
        get: operations["get_story"];
        put?: never;
        post?: never;
        /**
         * Delete a story with its scenes, clips, takes and files; its jobs are cancelled
         * @description Delete a story with its scenes, clips, takes and files; its jobs are cancelled.
         */
        delete: operations["delete_story"];
        options?: never;
        head?: never;
        /**
         * Change a story; setting its status stops its draft, or lets it go on
         * @description Change a story; setting its status stops its draft, or lets it go on.
         */
        patch: operations["update_story"];
        trace?: never;
    };
    "/api/v1/stories/{story_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject the chosen stills of scenes, and let the draft go on that waits for it
         * @description Approve or reject the chosen stills of scenes, and let the draft go on that waits for it.
         */
        post: operations["approve_scenes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a story's draft and the jobs it ordered; what was made stays
         * @description Stop a story's draft and the jobs it ordered; what was made stays.
         */
        post: operations["cancel_story"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}/continue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a draft go on that waits for a review
         * @description Let a draft go on that waits for a review.
         */
        post: operations["continue_story"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do again what is missing of a draft that failed, was cancelled or is not complete
         * @description Do again what is missing of a draft that failed, was cancelled or is not complete.
         */
        post: operations["retry_story"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}/scenes/{scene_id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have one thing of a scene made anew; takes that are there stay
         * @description Have one thing of a scene made anew; takes that are there stay.
         */
        post: operations["regenerate_scene"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/{story_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far a story is, scene by scene and clip by clip
         * @description Show how far a story is, scene by scene and clip by clip.
         */
        get: operations["get_story_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what is in a script, and what a draft of it would cost; stores and calls nothing
         * @description Say what is in a script, and what a draft of it would cost; stores and calls nothing.
         */
        post: operations["analyze_story"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the newest stories
         * @description List the newest stories.
         */
        get: operations["list_recent_stories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stories/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find stories by what stands in their title, description, idea or tags, newest first
         * @description Find stories by what stands in their title, description, idea or tags, newest first.
         */
        get: operations["search_stories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List style templates, the most used first, the newest first among equals
         * @description List style templates, the most used first, the newest first among equals.
         */
        get: operations["list_templates"];
        put?: never;
        /**
         * Make a style template, for one project or for all
         * @description Make a style template, for one project or for all.
         */
        post: operations["create_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a style template
         * @description Show a style template.
         */
        get: operations["get_template"];
        /**
         * Change a style template; fields that are not sent stay as they are
         * @description Change a style template; fields that are not sent stay as they are.
         */
        put: operations["update_template"];
        post?: never;
        /**
         * Delete a style template; projects and clips that name it generate without one
         * @description Delete a style template; projects and clips that name it generate without one.
         */
        delete: operations["delete_template"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{template_id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a use of the style template, and apply it to a clip if one is named
         * @description Count a use of the style template, and apply it to a clip if one is named.
         */
        post: operations["use_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/upload-character-images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store pictures of a character; what was not sent is null in the answer
         * @description Store pictures of a character; what was not sent is null in the answer.
         */
        post: operations["upload_character_images"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a user
         * @description Make a user.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a user
         * @description Show a user.
         */
        get: operations["get_user"];
        put?: never;
        post?: never;
        /**
         * Delete a user; their stories stay, unless these are to be deleted too
         * @description Delete a user; their stories stay, unless these are to be deleted too.
         */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /**
         * Change a user; fields that are not sent stay as they are
         * @description Change a user; fields that are not sent stay as they are.
         */
        patch: operations["update_user"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a user tells of themselves
         * @description Show what a user tells of themselves.
         */
        get: operations["get_user_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a profile; fields that are not sent stay as they are
         * @description Change a profile; fields that are not sent stay as they are.
         */
        patch: operations["update_user_profile"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what a user has, what was made of it, and how well that went
         * @description Count what a user has, what was made of it, and how well that went.
         */
        get: operations["get_user_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a user's stories, newest first
         * @description List a user's stories, newest first.
         */
        get: operations["list_user_stories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workflows without their graphs, newest first
         * @description List workflows without their graphs, newest first.
         */
        get: operations["list_workflows"];
        put?: never;
        /**
         * Keep a graph in API format; the answer tells where its parameters were found
         * @description Keep a graph in API format; the answer tells where its parameters were found.
         */
        post: operations["create_workflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{workflow_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a workflow with its graph
         * @description Show a workflow with its graph.
         */
        get: operations["get_workflow"];
        /**
         * Change a workflow; fields that are not sent stay as they are
         * @description Change a workflow; fields that are not sent stay as they are.
         */
        put: operations["update_workflow"];
        post?: never;
        /**
         * Forget a workflow; jobs that were made with it keep it
         * @description Forget a workflow; jobs that were made with it keep it.
         */
        delete: operations["delete_workflow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workflows/{workflow_id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a server whether it has the workflow's nodes and values; it runs nothing
         * @description Ask a server whether it has the workflow's nodes and values; it runs nothing.
         */
        post: operations["validate_workflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AgeRating
         * @description From which age a story is suitable.
         * @enum {string}
         */
        AgeRating: "ALL" | "3+" | "6+" | "9+" | "12+";
        /**
         * Alignment
         * @description When each word of a narration is said.
         */
        Alignment: {
            /**
             * Estimated
             * @default false
             */
            estimated: boolean;
            /** Words */
            words: components["schemas"]["SpokenWord"][];
        };
        /**
         * AnalysisRequestDTO
         * @description A script to be looked at.
         */
        AnalysisRequestDTO: {
            /** @description Absent: found in the text. */
            kind?: components["schemas"]["SourceKind"] | null;
            /**
             * Language
             * @description Absent: found in the text.
             */
            language?: string | null;
            /** Num Scenes */
            num_scenes?: number | null;
            /**
             * Text
             * @description At most 200000 characters, which are counted without the markup of FDX.
             */
            text: string;
        };
        /**
         * AnalysisResponse
         * @description A script in numbers and names; nothing was stored, and nobody was asked.
         */
        AnalysisResponse: {
            /** Characters */
            characters: string[];
            /** Clip Count */
            clip_count: number;
            /**
             * Complexity Score
             * @description 0, a nursery rhyme, to 1.
             */
            complexity_score: number;
            /**
             * Cost Estimate
             * @description US dollars; null: nothing, or not known.
             */
            cost_estimate: number | null;
            /** Kind */
            kind: string;
            /**
             * Language
             * @description Two letters; null: it is not plain.
             */
            language: string | null;
            /** Locations */
            locations: string[];
            /** Recommended Scenes */
            recommended_scenes: number;
            /**
             * Scene Boundaries
             * @description Where each scene begins and ends, in code points.
             */
            scene_boundaries: number[][];
            /** Sentence Count */
            sentence_count: number;
            /** Speech Seconds */
            speech_seconds: number;
            /** Themes */
            themes: string[];
            /** Word Count */
            word_count: number;
        };
        /**
         * AppliedCharacterResponse
         * @description The clip's prompts with the character before them.
         */
        AppliedCharacterResponse: {
            /** Image Prompt */
            image_prompt: string;
            /** Message */
            message: string;
            /** Video Prompt */
            video_prompt: string;
        };
        /**
         * AppliedPoolItemResponse
         * @description The take that an item of the pool became.
         */
        AppliedPoolItemResponse: {
            /** Clip Id */
            clip_id: string;
            content: components["schemas"]["GeneratedContent"];
            /** Message */
            message: string;
        };
        /**
         * ApprovalDTO
         * @description Verdicts on the chosen stills of scenes.
         */
        ApprovalDTO: {
            /**
             * Approved Scenes
             * @default []
             */
            approved_scenes?: (number | string)[];
            /**
             * Continue
             * @description Let a draft go on that waits for this.
             * @default true
             */
            continue?: boolean;
            /**
             * Note
             * @description Kept with each verdict.
             */
            note?: string | null;
            /**
             * Rejected Scenes
             * @default []
             */
            rejected_scenes?: (number | string)[];
        };
        /**
         * ApprovalResponse
         * @description What became of each scene, and of the draft that waited for it.
         */
        ApprovalResponse: {
            /**
             * Continued
             * @description The draft goes on.
             */
            continued: boolean;
            /** Results */
            results: components["schemas"]["SceneApprovalResponse"][];
            /**
             * Status
             * @description pending, processing, completed or failed.
             */
            status: string;
            /** Story Id */
            story_id: string;
        };
        /**
         * AttemptResponse
         * @description One try on one server.
         */
        AttemptResponse: {
            /** Ended At */
            ended_at: string | null;
            /** @description Who or what was at fault. */
            error_class: components["schemas"]["FailureClass"] | null;
            /**
             * N
             * @description Counted from 1 over all rounds.
             */
            n: number;
            /**
             * Outcome
             * @description How it ended, in words; null: it has not.
             */
            outcome: string | null;
            /** Server Id */
            server_id: string;
            /** Server Name */
            server_name: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /**
         * BatchGenerationRequestDTO
         * @description One picture or film of each of many clips.
         */
        BatchGenerationRequestDTO: {
            /** Clip Ids */
            clip_ids: string[];
            /**
             * Depends On
             * @description Jobs of the project to be done first.
             * @default []
             */
            depends_on?: string[];
            /**
             * Force
             * @description Pay for it again though there is a take that was made from the same.
             * @default false
             */
            force?: boolean;
            /**
             * Generation Type
             * @default image
             * @enum {string}
             */
            generation_type?: "image" | "video";
            /** Lora */
            lora?: string | null;
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /** Negative Prompt */
            negative_prompt?: string | null;
            /**
             * Not Before
             * @description It does not run earlier; absent or in the past: at once.
             */
            not_before?: string | null;
            /** @default {} */
            params?: components["schemas"]["GenerationParams"];
            /**
             * Priority
             * @description Higher comes first.
             * @default 0
             */
            priority?: number;
            /**
             * Prompt
             * @description Absent: the clip's own.
             */
            prompt?: string | null;
            /**
             * Server Id
             * @description Absent: the scheduler chooses.
             */
            server_id?: string | null;
        };
        /**
         * BatchListResponse
         * @description Batches, newest first, and how many there are.
         */
        BatchListResponse: {
            /** Batches */
            batches: components["schemas"]["BatchSummaryResponse"][];
            /** Total */
            total: number;
        };
        /**
         * BatchResponse
         * @description A batch as it stands now, with a result for each of the clips, in their order.
         */
        BatchResponse: {
            /**
             * Batch Id
             * @description The same as id.
             */
            readonly batch_id: string;
            /** Cancelled */
            cancelled: number;
            /** Completed */
            completed: number;
            /**
             * Failed
             * @description Refused items are among them.
             */
            failed: number;
            /** Id */
            id: string;
            /** Job Ids */
            job_ids: string[];
            /**
             * Progress
             * @description 0 to 100.
             */
            progress: number;
            /** Results */
            results: components["schemas"]["BatchResultResponse"][];
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** @description Partial: all is over, and only some was made. */
            status: components["schemas"]["BatchStatus"];
            /** Total */
            total: number;
            /**
             * Total Jobs
             * @description The same as total.
             */
            readonly total_jobs: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * BatchResultResponse
         * @description Where one clip of a batch stands.
         */
        BatchResultResponse: {
            /** Clip Id */
            clip_id: string;
            /** @description What was made, once it is. */
            content: components["schemas"]["GeneratedContent"] | null;
            /** Error */
            error: string | null;
            /**
             * Job Id
             * @description Null: refused, and error says why.
             */
            job_id: string | null;
            status: components["schemas"]["JobStatus"];
        };
        /**
         * BatchStatus
         * @description What clients see.
         * @enum {string}
         */
        BatchStatus: "pending" | "processing" | "completed" | "partial" | "failed" | "cancelled";
        /**
         * BatchSummaryResponse
         * @description A batch in a list.
         */
        BatchSummaryResponse: {
            /** Batch Id */
            batch_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            status: components["schemas"]["BatchStatus"];
            /** Total Jobs */
            total_jobs: number;
        };
        /**
         * BoardDocumentDTO
         * @description A whole board, as the export `json` writes it.
         */
        BoardDocumentDTO: {
            /** @constant */
            format: "storycanvas_v1";
            project: {
                name: string;
            };
            scenes?: Record<string, never>[];
        };
        /**
         * Brief
         * @description Whom a story is for, and what it is to be like.
         */
        Brief: {
            age_rating: components["schemas"]["AgeRating"] | null;
            /**
             * Audience
             * @default
             */
            audience: string;
            /**
             * Category
             * @default
             */
            category: string;
            /**
             * Difficulty
             * @default
             */
            difficulty: string;
            /**
             * Setting
             * @default
             */
            setting: string;
            /**
             * Themes
             * @default []
             */
            themes: string[];
            /**
             * Tone
             * @default
             */
            tone: string;
        };
        /**
         * Brief
         * @description Whom a story is for, and what it is to be like.
         */
        BriefDTO: {
            age_rating?: components["schemas"]["AgeRating"] | null;
            /**
             * Audience
             * @default
             */
            audience?: string;
            /**
             * Category
             * @default
             */
            category?: string;
            /**
             * Difficulty
             * @default
             */
            difficulty?: string;
            /**
             * Setting
             * @default
             */
            setting?: string;
            /**
             * Themes
             * @default []
             */
            themes?: string[];
            /**
             * Tone
             * @default
             */
            tone?: string;
        };
        /**
         * ByKind
         * @description Something for each kind; what is absent is chosen by auto.
         */
        ByKind: {
            /** Audio */
            audio?: string | null;
            /** Image */
            image?: string | null;
            /** Text */
            text?: string | null;
            /** Video */
            video?: string | null;
        };
        /**
         * CancelledResponse
         * @description How many jobs were cancelled.
         */
        CancelledResponse: {
            /** Cancelled Count */
            cancelled_count: number;
            /** Message */
            message: string;
        };
        /**
         * CancelRequestDTO
         * @description Which jobs to cancel: all, or those of a project or a batch.
         */
        CancelRequestDTO: {
            /** Batch Id */
            batch_id?: string | null;
            /**
             * Except Running
             * @description Only those that wait.
             * @default false
             */
            except_running?: boolean;
            /** Project Id */
            project_id?: string | null;
        };
        /**
         * CharacterCreateDTO
         * @description A character to be made.
         */
        CharacterCreateDTO: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Face Image */
            face_image?: string | null;
            /** Full Body Image */
            full_body_image?: string | null;
            /** @default ip_adapter */
            generation_method?: components["schemas"]["GenerationMethod"];
            /**
             * Generation Params
             * @default {}
             */
            generation_params?: {
                [key: string]: unknown;
            };
            /** Lora */
            lora?: string | null;
            /** Name */
            name: string;
            /** Project Id */
            project_id?: string | null;
            /**
             * Reference Images
             * @default []
             */
            reference_images?: string[];
            /**
             * Style Notes
             * @default
             */
            style_notes?: string;
            /**
             * Trigger Words
             * @default []
             */
            trigger_words?: string[] | string;
            /**
             * Variants
             * @default []
             */
            variants?: components["schemas"]["CharacterVariantDTO"][];
            /** @description Absent: the project's. */
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * CharacterGenerationDTO
         * @description Some pictures of a character.
         */
        CharacterGenerationDTO: {
            /** Model */
            model?: string | null;
            /**
             * Prompt
             * @description What the character does; put behind who it is.
             * @default
             */
            prompt?: string;
            /**
             * Samples
             * @default 1
             */
            samples?: number;
            /**
             * Server Id
             * @description Absent: the scheduler chooses.
             */
            server_id?: string | null;
        };
        /**
         * CharacterImages
         * @description Where a character's pictures can be fetched, by the fields they came in.
         */
        CharacterImages: {
            /** Face Image */
            face_image: string | null;
            /** Full Body Image */
            full_body_image: string | null;
            /**
             * Reference Images
             * @default []
             */
            reference_images: string[];
        };
        /** CharacterImagesUpload */
        CharacterImagesUpload: {
            face_image?: Blob;
            full_body_image?: Blob;
            reference_images?: Blob[];
        };
        /**
         * CharacterPictureResponse
         * @description A picture that was generated of a character, and lies in its project's pool.
         */
        CharacterPictureResponse: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @description What it was to show.
             */
            description: string;
            /** Id */
            id: string;
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /** Url */
            url: string;
        };
        /**
         * CharacterProfilesResponse
         * @description Jobs that make profiles; their pictures come to the pool and to reference_images.
         */
        CharacterProfilesResponse: {
            /** Job Ids */
            job_ids: string[];
            /**
             * Profiles
             * @description Those there already.
             */
            profiles: components["schemas"]["CharacterPictureResponse"][];
            /**
             * Total Generated
             * @description How many there are already.
             */
            total_generated: number;
        };
        /**
         * CharacterResponse
         * @description A character.
         */
        CharacterResponse: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Face Image */
            face_image: string | null;
            /** Full Body Image */
            full_body_image: string | null;
            /** @default ip_adapter */
            generation_method: components["schemas"]["GenerationMethod"];
            /**
             * Generation Params
             * @default {}
             */
            generation_params: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /** Lora */
            lora: string | null;
            /** Name */
            name: string;
            /** Project Id */
            project_id: string | null;
            /**
             * Reference Images
             * @default []
             */
            reference_images: string[];
            /**
             * Style Notes
             * @default
             */
            style_notes: string;
            /**
             * Trigger Word List
             * @description The words of trigger_words, one by one.
             */
            readonly trigger_word_list: string[];
            /** Trigger Words */
            trigger_words: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Variants
             * @default []
             */
            variants: components["schemas"]["CharacterVariant"][];
            /** @description Absent: the project's. */
            voice: components["schemas"]["Voice"] | null;
        };
        /**
         * CharacterSamplesResponse
         * @description Jobs that make samples; their pictures come to the pool and to reference_images.
         */
        CharacterSamplesResponse: {
            /** Job Ids */
            job_ids: string[];
            /**
             * Samples
             * @description Those there already.
             */
            samples: components["schemas"]["CharacterPictureResponse"][];
            /**
             * Total Generated
             * @description How many there are already.
             */
            total_generated: number;
        };
        /**
         * CharacterUpdateDTO
         * @description What is to change on a character.
         */
        CharacterUpdateDTO: {
            /** Description */
            description?: string;
            /** Face Image */
            face_image?: string | null;
            /** Full Body Image */
            full_body_image?: string | null;
            generation_method?: components["schemas"]["GenerationMethod"];
            /** Generation Params */
            generation_params?: {
                [key: string]: unknown;
            };
            /** Lora */
            lora?: string | null;
            /** Name */
            name?: string;
            /** Project Id */
            project_id?: string | null;
            /** Reference Images */
            reference_images?: string[];
            /** Style Notes */
            style_notes?: string;
            /** Trigger Words */
            trigger_words?: string[] | string;
            /** Variants */
            variants?: components["schemas"]["CharacterVariantDTO"][];
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * CharacterVariant
         * @description Another look of the same character: older, in a raincoat.
         */
        CharacterVariant: {
            /**
             * Description
             * @default
             */
            description: string;
            /** Name */
            name: string;
        };
        /**
         * CharacterVariant
         * @description Another look of the same character: older, in a raincoat.
         */
        CharacterVariantDTO: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
        };
        /**
         * Check
         * @description One thing that was looked at.
         */
        Check: {
            /**
             * Hint
             * @description What mends it.
             */
            hint: string | null;
            /**
             * Ms
             * @description How long the look took, in milliseconds.
             */
            ms: number;
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
            /**
             * Text
             * @description What was found, without secrets.
             */
            text: string;
        };
        /**
         * CheckCode
         * @description What a check found.
         * @enum {string}
         */
        CheckCode: "SCENE_EMPTY" | "OVERLAP" | "GAP" | "NARRATION_TOO_LONG" | "NARRATION_MISSING" | "LENGTH_ESTIMATED" | "STILL_MISSING" | "VIDEO_MISSING" | "FILE_MISSING" | "TAKE_STALE" | "NOT_APPROVED" | "TOO_LONG_FOR_VIDEO";
        /**
         * ChecksResponse
         * @description What is to be looked at, the worst first.
         */
        ChecksResponse: {
            /** Checks */
            checks: components["schemas"]["StoryCheck"][];
            /** Total */
            total: number;
        };
        /**
         * ClearedResponse
         * @description What was removed from the queue.
         */
        ClearedResponse: {
            /** Deleted Count */
            deleted_count: number;
            /** Message */
            message: string;
            /**
             * Status Filter
             * @description As it was asked for.
             */
            status_filter: string | null;
        };
        /**
         * ClipCreateDTO
         * @description A clip to be made.
         */
        ClipCreateDTO: {
            /**
             * Action
             * @default
             */
            action?: string;
            /** Character Id */
            character_id?: string | null;
            /**
             * Dialogue
             * @default
             */
            dialogue?: string;
            /**
             * Extra Character Ids
             * @default []
             */
            extra_character_ids?: string[];
            /**
             * Image Prompt
             * @default
             */
            image_prompt?: string;
            /**
             * Length
             * @description Duration in seconds.
             * @default 5
             */
            length?: number;
            /**
             * Locked
             * @description Its length and words stay as they are.
             * @default false
             */
            locked?: boolean;
            /**
             * Lyrics
             * @default
             */
            lyrics?: string;
            /** Name */
            name: string;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt?: string;
            /**
             * Notes
             * @default
             */
            notes?: string;
            /**
             * Order
             * @description Sort key; absent: last.
             */
            order?: number | null;
            /** Scene Id */
            scene_id: string;
            /**
             * Seed
             * @description Absent: drawn for each generation.
             */
            seed?: number | null;
            /**
             * @default {
             *       "angle": "",
             *       "move": "",
             *       "size": ""
             *     }
             */
            shot?: components["schemas"]["ShotDTO"];
            /** Speaker */
            speaker?: string | null;
            /**
             * Style Template Id
             * @description Before the project's.
             */
            style_template_id?: string | null;
            /**
             * Timeline Position
             * @description Start in the scene, in seconds.
             * @default 0
             */
            timeline_position?: number;
            /**
             * Transition
             * @description What leads into it, such as "CUT TO:".
             * @default
             */
            transition?: string;
            /**
             * Video Prompt
             * @default
             */
            video_prompt?: string;
        };
        /**
         * ClipGalleryResponse
         * @description All takes of a clip, newest first.
         */
        ClipGalleryResponse: {
            /** Audio */
            audio: components["schemas"]["GeneratedContent"][];
            /** Images */
            images: components["schemas"]["GeneratedContent"][];
            /** Selected Audio Id */
            selected_audio_id: string | null;
            /** Selected Image Id */
            selected_image_id: string | null;
            /** Selected Video Id */
            selected_video_id: string | null;
            /** Videos */
            videos: components["schemas"]["GeneratedContent"][];
        };
        /**
         * ClipListResponse
         * @description A scene's clips in timeline order, and how many there are.
         */
        ClipListResponse: {
            /** Clips */
            clips: components["schemas"]["ClipResponse"][];
            /** Total */
            total: number;
        };
        /**
         * ClipPromptsDTO
         * @description New prompts; what is absent stays as it is.
         */
        ClipPromptsDTO: {
            /**
             * Image Prompt
             * @default
             */
            image_prompt?: string;
            /**
             * Video Prompt
             * @default
             */
            video_prompt?: string;
        };
        /**
         * ClipResponse
         * @description A clip with the newest 200 takes of each kind; its gallery has them all.
         */
        ClipResponse: {
            /**
             * Action
             * @default
             */
            action: string;
            /**
             * Active Version
             * @description Always 1.
             */
            readonly active_version: number;
            /**
             * Alternate Number
             * @default 0
             */
            alternate_number: number;
            /** Character Id */
            character_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Dialogue
             * @default
             */
            dialogue: string;
            /**
             * Extra Character Ids
             * @default []
             */
            extra_character_ids: string[];
            /**
             * Generated Audio
             * @default []
             */
            generated_audio: components["schemas"]["GeneratedContent"][];
            /**
             * Generated Images
             * @default []
             */
            generated_images: components["schemas"]["GeneratedContent"][];
            /**
             * Generated Videos
             * @default []
             */
            generated_videos: components["schemas"]["GeneratedContent"][];
            /** Id */
            id: string;
            /**
             * Image Prompt
             * @default
             */
            image_prompt: string;
            /**
             * Is Alternate
             * @default false
             */
            is_alternate: boolean;
            /**
             * Length
             * @description Duration in seconds.
             * @default 5
             */
            length: number;
            /**
             * Locked
             * @description Its length and words stay as they are.
             * @default false
             */
            locked: boolean;
            /**
             * Lyrics
             * @default
             */
            lyrics: string;
            /** Name */
            name: string;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt: string;
            /**
             * Notes
             * @default
             */
            notes: string;
            /** Order */
            order: number;
            /** Parent Clip Id */
            parent_clip_id: string | null;
            /** Project Id */
            project_id: string;
            /** Scene Id */
            scene_id: string;
            /**
             * Seed
             * @description Absent: drawn for each generation.
             */
            seed: number | null;
            /** Selected Audio Id */
            selected_audio_id: string | null;
            /** Selected Image Id */
            selected_image_id: string | null;
            /** Selected Video Id */
            selected_video_id: string | null;
            /**
             * @default {
             *       "angle": "",
             *       "move": "",
             *       "size": ""
             *     }
             */
            shot: components["schemas"]["Shot"];
            /**
             * Source Ranges
             * @description Where its words stand in the script: [start, end), code points.
             * @default []
             */
            source_ranges: number[][];
            /** Speaker */
            speaker: string | null;
            /**
             * Style Template Id
             * @description Before the project's.
             */
            style_template_id: string | null;
            /**
             * Timeline Position
             * @description Start in the scene, in seconds.
             * @default 0
             */
            timeline_position: number;
            /**
             * Transition
             * @description What leads into it, such as "CUT TO:".
             * @default
             */
            transition: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Versions
             * @description Always empty: takes are the versions.
             */
            readonly versions: unknown[];
            /**
             * Video Prompt
             * @default
             */
            video_prompt: string;
        };
        /**
         * ClipStatus
         * @description What a clip has and what is being made for it; null: nothing is.
         */
        ClipStatus: {
            audio: components["schemas"]["JobStatus"] | null;
            /** Clip Id */
            clip_id: string;
            image: components["schemas"]["JobStatus"] | null;
            /** Name */
            name: string;
            /** Scene Id */
            scene_id: string;
            video: components["schemas"]["JobStatus"] | null;
        };
        /**
         * ClipUpdated
         * @description A clip, or its gallery, is not what it was.
         */
        ClipUpdated: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["ClipUpdatedData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "clip_updated";
        };
        /**
         * ClipUpdatedData
         * @description Which clip to read again; rev rises with each change of it.
         */
        ClipUpdatedData: {
            /** Clip Id */
            clip_id: string;
            /** Rev */
            rev: number;
            /** Scene Id */
            scene_id: string;
        };
        /**
         * ClipUpdateDTO
         * @description What is to change on a clip.
         */
        ClipUpdateDTO: {
            /** Action */
            action?: string;
            /** Character Id */
            character_id?: string | null;
            /** Dialogue */
            dialogue?: string;
            /** Extra Character Ids */
            extra_character_ids?: string[];
            /** Image Prompt */
            image_prompt?: string;
            /** Length */
            length?: number;
            /** Locked */
            locked?: boolean;
            /** Lyrics */
            lyrics?: string;
            /** Name */
            name?: string;
            /** Negative Prompt */
            negative_prompt?: string;
            /** Notes */
            notes?: string;
            /** Order */
            order?: number;
            /**
             * Scene Id
             * @description A scene of the same project; alternates go along.
             */
            scene_id?: string;
            /** Seed */
            seed?: number | null;
            shot?: components["schemas"]["ShotDTO"];
            /** Speaker */
            speaker?: string | null;
            /** Style Template Id */
            style_template_id?: string | null;
            /** Timeline Position */
            timeline_position?: number;
            /** Transition */
            transition?: string;
            /** Video Prompt */
            video_prompt?: string;
        };
        /**
         * ComfyUIServerCreateDTO
         * @description A server to be registered.
         */
        ComfyUIServerCreateDTO: {
            /**
             * Api Key
             * @description Sent as `Authorization: Bearer …`.
             */
            api_key?: string | null;
            /**
             * Headers
             * @default {}
             */
            headers?: {
                [key: string]: string;
            } | null;
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Max Concurrent
             * @description Prompts at once; ComfyUI itself runs one at a time.
             * @default 1
             */
            max_concurrent?: number;
            /** Name */
            name: string;
            /** @description Absent: found from the address. */
            server_type?: components["schemas"]["ServerType"] | null;
            /** Url */
            url: string;
        };
        /**
         * ComfyUIServerInfo
         * @description What a server can do, as it told at the last look; memory in bytes.
         */
        ComfyUIServerInfo: {
            /** Is Online */
            is_online: boolean;
            /** Loras */
            loras: components["schemas"]["ModelFile"][];
            /** Models */
            models: components["schemas"]["ModelFile"][];
            /** Samplers */
            samplers: string[];
            /** Schedulers */
            schedulers: string[];
            server: components["schemas"]["ComfyUIServerResponse"];
            /** Version */
            version: string | null;
            /** Vram Free */
            vram_free: number | null;
            /** Vram Total */
            vram_total: number | null;
        };
        /**
         * ComfyUIServerResponse
         * @description A server and what the last look at it told.
         */
        ComfyUIServerResponse: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Draining */
            draining: boolean;
            /**
             * Endpoint Id
             * @description RunPod only.
             */
            endpoint_id: string | null;
            /** Has Api Key */
            has_api_key: boolean;
            /** Header Names */
            header_names: string[];
            /** Id */
            id: string;
            /** Is Active */
            is_active: boolean;
            /** Is Online */
            is_online: boolean;
            /** Last Error */
            last_error: string | null;
            /** Last Seen At */
            last_seen_at: string | null;
            /** Max Concurrent */
            max_concurrent: number;
            /** Name */
            name: string;
            server_type: components["schemas"]["ServerType"];
            state: components["schemas"]["LaneState"];
            /** State Reason */
            state_reason: string | null;
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Url */
            url: string;
        };
        /**
         * ComfyUIServerUpdateDTO
         * @description What is to change on a server.
         */
        ComfyUIServerUpdateDTO: {
            /** Api Key */
            api_key?: string | null;
            /** Headers */
            headers?: {
                [key: string]: string;
            } | null;
            /** Is Active */
            is_active?: boolean;
            /** Max Concurrent */
            max_concurrent?: number;
            /** Name */
            name?: string;
            server_type?: components["schemas"]["ServerType"];
            /** Url */
            url?: string;
        };
        /**
         * ConfigReload
         * @description What a reload found different from what ran.
         */
        ConfigReload: {
            /**
             * Changed
             * @description In effect now.
             */
            changed: string[];
            /**
             * Restart Required
             * @description As before, until the server is started anew.
             */
            restart_required: string[];
        };
        /**
         * ConfigView
         * @description All settings.
         */
        ConfigView: {
            /** Settings */
            settings: components["schemas"]["SettingView"][];
        };
        /**
         * CostsResponse
         * @description What a project has cost.
         */
        CostsResponse: {
            /**
             * Budget Usd
             * @description Null: whatever it takes.
             */
            budget_usd: number | null;
            /**
             * Entries
             * @description Newest first.
             */
            entries: components["schemas"]["SpendingResponse"][];
            /**
             * Reserved Usd
             * @description What jobs under way will probably cost.
             */
            reserved_usd: number;
            /** Spent Usd */
            spent_usd: number;
            /**
             * Sums
             * @description By kind, lane, model and draft; dearest first.
             */
            sums: components["schemas"]["SpendingSum"][];
            /**
             * Total
             * @description How many entries there are.
             */
            total: number;
        };
        /**
         * DatabaseHealth
         * @description The database; latency in milliseconds, null when it is away.
         */
        DatabaseHealth: {
            /** Kind */
            kind: string;
            /** Latency Ms */
            latency_ms: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "up" | "down";
            /** Transactions */
            transactions: boolean;
        };
        /**
         * DecisionDTO
         * @description A verdict on one take of a clip.
         */
        DecisionDTO: {
            /** Clip Id */
            clip_id: string;
            /**
             * @description Of which kind the chosen take is meant.
             * @default image
             */
            content_type?: components["schemas"]["MediaKind"];
            decision: components["schemas"]["Verdict"];
            /**
             * Note
             * @description Kept with the take.
             */
            note?: string | null;
            /**
             * Take Id
             * @description Absent: the chosen take of content_type.
             */
            take_id?: string | null;
        };
        /**
         * DecisionError
         * @description Why a decision could not be carried out.
         */
        DecisionError: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * DecisionResult
         * @description What became of one decision.
         */
        DecisionResult: {
            /** Clip Id */
            clip_id: string;
            decision: components["schemas"]["Verdict"];
            /** @description Null if it worked. */
            error: components["schemas"]["DecisionError"] | null;
            /** Ok */
            ok: boolean;
            /** @description As it is now; null if it did not work. */
            take: components["schemas"]["GeneratedContent"] | null;
            /**
             * Take Id
             * @description Null: none was named, and none was chosen.
             */
            take_id: string | null;
        };
        /**
         * DecisionsDTO
         * @description Verdicts on takes, carried out in their order.
         */
        DecisionsDTO: {
            /** Decisions */
            decisions: components["schemas"]["DecisionDTO"][];
        };
        /**
         * DecisionsResponse
         * @description What became of each decision, in the order in which they were sent.
         */
        DecisionsResponse: {
            /** Done */
            done: number;
            /** Failed */
            failed: number;
            /** Project Id */
            project_id: string;
            /** Results */
            results: components["schemas"]["DecisionResult"][];
        };
        /**
         * DoctorReport
         * @description All that was looked at; ok if nothing of it needs mending.
         */
        DoctorReport: {
            /** Checks */
            checks: components["schemas"]["Check"][];
            /** Ok */
            ok: boolean;
        };
        /**
         * DownloadRequestDTO
         * @description What a download is to hold.
         */
        DownloadRequestDTO: {
            /**
             * Include
             * @description As in images,audio.
             * @default [
             *       "images",
             *       "audio",
             *       "videos",
             *       "exports"
             *     ]
             */
            include?: components["schemas"]["Included"][];
            /**
             * @description selected: the cut, and what is chosen beside it; approved: nothing else than what was approved; all: rejected and old takes too.
             * @default selected
             */
            takes?: components["schemas"]["TakesIncluded"];
        };
        /**
         * DraftCreateDTO
         * @description A draft of a project that is there already.
         */
        DraftCreateDTO: {
            /**
             * Filename
             * @description Its ending tells the kind.
             */
            filename?: string | null;
            /**
             * Images
             * @default true
             */
            images?: boolean;
            /** @description How the script is written; absent: found in it. */
            kind?: components["schemas"]["SourceKind"] | null;
            /**
             * Language
             * @description BCP 47; absent: found in it.
             */
            language?: string | null;
            /** @default append */
            mode?: components["schemas"]["DraftMode"];
            /** @default {} */
            models?: components["schemas"]["DraftModelsDTO"];
            /**
             * Narrate Action
             * @description Say what is seen, too.
             * @default false
             */
            narrate_action?: boolean;
            /**
             * Narration
             * @default true
             */
            narration?: boolean;
            /** Num Scenes */
            num_scenes?: number | null;
            /**
             * Prompt
             * @description An idea, of which a language model writes the story.
             */
            prompt?: string | null;
            /** @default {} */
            providers?: components["schemas"]["DraftProvidersDTO"];
            /**
             * Review
             * @default [
             *       "text",
             *       "images"
             *     ]
             */
            review?: components["schemas"]["Gate"][];
            /**
             * Script
             * @description The story itself; its words stay as they are. At most 200000 characters, which are counted without the markup of FDX.
             */
            script?: string | null;
            /**
             * Style
             * @description Id or name of a template; locks the project's.
             */
            style?: string | null;
            /**
             * Videos
             * @description Films of the approved stills.
             * @default false
             */
            videos?: boolean;
            /** @description Absent: the project's. */
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * DraftedBy
         * @description What divided the text into scenes and shots.
         * @enum {string}
         */
        DraftedBy: "splitter" | "llm" | "mixed";
        /**
         * DraftError
         * @description An error of a draft, and what it is about.
         */
        DraftError: {
            /** Clip Id */
            clip_id: string | null;
            /** Code */
            code: string;
            /** Job Id */
            job_id: string | null;
            /** Message */
            message: string;
            /** Retryable */
            retryable: boolean;
            step: components["schemas"]["StepName"] | null;
        };
        /**
         * DraftListResponse
         * @description Drafts, newest first, and how many there are.
         */
        DraftListResponse: {
            /** Drafts */
            drafts: components["schemas"]["DraftResponse"][];
            /** Total */
            total: number;
        };
        /**
         * DraftMode
         * @description What becomes of the scenes and clips that the project has already.
         * @enum {string}
         */
        DraftMode: "append" | "replace_unlocked";
        /**
         * DraftModels
         * @description Which models make what; absent: the default of whoever makes it.
         */
        DraftModels: {
            /** Audio */
            audio: string | null;
            /** Image */
            image: string | null;
            /** Text */
            text: string | null;
            /** Video */
            video: string | null;
        };
        /**
         * DraftModels
         * @description Which models make what; absent: the default of whoever makes it.
         */
        DraftModelsDTO: {
            /** Audio */
            audio?: string | null;
            /** Image */
            image?: string | null;
            /** Text */
            text?: string | null;
            /** Video */
            video?: string | null;
        };
        /**
         * DraftOptions
         * @description What a draft is to make, and where it is to stop.
         */
        DraftOptions: {
            /**
             * Images
             * @default true
             */
            images: boolean;
            /** @default {} */
            models: components["schemas"]["DraftModels"];
            /**
             * Narrate Action
             * @description Say what is seen, too.
             * @default false
             */
            narrate_action: boolean;
            /**
             * Narration
             * @default true
             */
            narration: boolean;
            /** Num Scenes */
            num_scenes: number | null;
            /** @default {} */
            providers: components["schemas"]["DraftProviders"];
            /**
             * Review
             * @description Gates at which it stops.
             * @default []
             */
            review: components["schemas"]["Gate"][];
            /**
             * Style
             * @description Id or name of a template; locks the project's.
             */
            style: string | null;
            /**
             * Videos
             * @description Films of the approved stills.
             * @default false
             */
            videos: boolean;
            /** @description Absent: the project's. */
            voice: components["schemas"]["Voice"] | null;
        };
        /**
         * DraftProviders
         * @description Who makes what, by name; absent: chosen by auto. Text may be `splitter`: no model at all.
         */
        DraftProviders: {
            /** Audio */
            audio: string | null;
            /** Image */
            image: string | null;
            /** Text */
            text: string | null;
            /** Video */
            video: string | null;
        };
        /**
         * DraftProviders
         * @description Who makes what, by name; absent: chosen by auto. Text may be `splitter`: no model at all.
         */
        DraftProvidersDTO: {
            /** Audio */
            audio?: string | null;
            /** Image */
            image?: string | null;
            /** Text */
            text?: string | null;
            /** Video */
            video?: string | null;
        };
        /**
         * DraftResponse
         * @description A draft and its steps.
         */
        DraftResponse: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            drafted_by: components["schemas"]["DraftedBy"] | null;
            /** Ended At */
            ended_at: string | null;
            /** Errors */
            errors: components["schemas"]["DraftError"][];
            /** @description Where it stands, awaiting review. */
            gate: components["schemas"]["Gate"] | null;
            /** Id */
            id: string;
            /** @description Null: found when the text was read. */
            kind: components["schemas"]["SourceKind"] | null;
            /** Language */
            language: string | null;
            /** @description Null: it made the project too. */
            mode: components["schemas"]["DraftMode"] | null;
            options: components["schemas"]["DraftOptions"];
            /**
             * Progress
             * @description In percent.
             */
            progress: number;
            /** Project Id */
            project_id: string;
            /** Prompt */
            prompt: string;
            state: components["schemas"]["DraftStatus"];
            /**
             * Status
             * @description pending, processing, completed or failed.
             */
            status: string;
            /** @description The one at work, or the last one that was. */
            step: components["schemas"]["StepName"] | null;
            /** Steps */
            steps: components["schemas"]["DraftStep"][];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Warnings */
            warnings: string[];
        };
        /**
         * DraftStatus
         * @description Where a draft stands.
         * @enum {string}
         */
        DraftStatus: "pending" | "processing" | "awaiting_review" | "completed" | "partial" | "failed" | "cancelled";
        /**
         * DraftStep
         * @description A step as it stands.
         */
        DraftStep: {
            /**
             * Attempts
             * @default 0
             */
            attempts: number;
            /** Cost */
            cost: number | null;
            /** Ended At */
            ended_at: string | null;
            error: components["schemas"]["StepError"] | null;
            /**
             * Finished
             * @default 0
             */
            finished: number;
            name: components["schemas"]["StepName"];
            /**
             * Output Ref
             * @default
             */
            output_ref: string;
            /**
             * Planned
             * @default 1
             */
            planned: number;
            /** Started At */
            started_at: string | null;
            /** @default pending */
            status: components["schemas"]["StepStatus"];
        };
        /**
         * DraftSummary
         * @description What a project shows of its newest draft.
         */
        DraftSummary: {
            /** Draft Id */
            draft_id: string;
            /**
             * Progress
             * @default 0
             */
            progress: number;
            state: components["schemas"]["DraftStatus"];
            /** Status */
            status: string;
        };
        /**
         * DraftUpdate
         * @description A draft moved on.
         */
        DraftUpdate: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["DraftUpdateData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "draft_update";
        };
        /**
         * DraftUpdateData
         * @description How a draft stands; the story's status has its scenes, clips and cost besides.
         */
        DraftUpdateData: {
            /**
             * Current Step
             * @description From 1; 0 before the first.
             * @default 0
             */
            current_step: number;
            /**
             * Description
             * @description What is being done, for people.
             * @default
             */
            description: string;
            /** Draft Id */
            draft_id: string;
            /**
             * Error Code
             * @description Why it failed, if it did.
             */
            error_code: string | null;
            /**
             * Errors
             * @default []
             */
            errors: components["schemas"]["DraftError"][];
            gate: components["schemas"]["Gate"] | null;
            /**
             * Progress
             * @description In percent.
             */
            progress: number;
            state: components["schemas"]["DraftStatus"];
            /** Status */
            status: string;
            step: components["schemas"]["StepName"] | null;
            /** Story Id */
            story_id: string;
            /**
             * Total Steps
             * @default 11
             */
            total_steps: number;
        };
        /**
         * DroppedPart
         * @description Something in the file that has no place on the board.
         */
        DroppedPart: {
            /** What */
            what: string;
            /** Why */
            why: string;
        };
        /**
         * DroppedText
         * @description Source text that has no place on the board.
         */
        DroppedText: {
            /** Line */
            line: number;
            /** Text */
            text: string;
            /** Why */
            why: string;
        };
        /**
         * ErrorBody
         * @description What went wrong: a code for programs, a message for people, details for both.
         */
        ErrorBody: {
            code: components["schemas"]["ErrorCode"];
            /**
             * Details
             * @description On VALIDATION_ERROR `fields`, a list of {field, problem}.
             */
            details: {
                [key: string]: unknown;
            };
            /** Message */
            message: string;
        };
        /**
         * ErrorCode
         * @description What went wrong, for programs; docs/errors.md explains each code.
         * @enum {string}
         */
        ErrorCode: "AUTHENTICATION_REQUIRED" | "CONFLICT" | "CONTENT_REFUSED" | "DATABASE_UNAVAILABLE" | "EMPTY_TIMELINE" | "EXPORT_NOT_READY" | "HTTP_ERROR" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL_ERROR" | "JOB_LOST" | "JOB_OVERRUN" | "METHOD_NOT_ALLOWED" | "NODE_FAILED" | "PAYLOAD_TOO_LARGE" | "PROVIDER_AUTH_FAILED" | "PROVIDER_BAD_OUTPUT" | "PROVIDER_ERROR" | "PROVIDER_MISCONFIGURED" | "PROVIDER_NOT_CONFIGURED" | "PROVIDER_OUT_OF_MEMORY" | "PROVIDER_RATE_LIMITED" | "PROVIDER_REJECTED" | "PROVIDER_STUCK" | "PROVIDER_TIMEOUT" | "PROVIDER_UNAVAILABLE" | "QUOTA_EXHAUSTED" | "RATE_LIMITED" | "RATE_MISMATCH" | "RESOURCE_NOT_FOUND" | "SERVICE_UNAVAILABLE" | "STORAGE_FULL" | "SUBMIT_UNKNOWN" | "TIMELINE_OVERLAP" | "UNKNOWN_EXPORT_FORMAT" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_ERROR";
        /**
         * ErrorResponse
         * @description The body of every error; `detail` repeats the message.
         */
        ErrorResponse: {
            /** Detail */
            detail: string;
            error: components["schemas"]["ErrorBody"];
        };
        /**
         * EstimateItemResponse
         * @description What all of a kind will cost.
         */
        EstimateItemResponse: {
            /**
             * Count
             * @description Pictures, films, or characters that are read or said.
             */
            count: number;
            kind: components["schemas"]["SpendingKind"];
            /**
             * Lane
             * @description Where; servers: on ComfyUI. Null: nobody makes it.
             */
            lane: string | null;
            /** Model */
            model: string;
            /**
             * Usd
             * @description Null: no price is known.
             */
            usd: number | null;
        };
        /**
         * EstimateRequestDTO
         * @description What is to be made for a project's clips.
         */
        EstimateRequestDTO: {
            /**
             * Clip Ids
             * @description Absent: all of the project.
             */
            clip_ids?: string[] | null;
            /**
             * Images
             * @default true
             */
            images?: boolean;
            /** @default {} */
            models?: components["schemas"]["ByKind"];
            /**
             * Narration
             * @default true
             */
            narration?: boolean;
            /** @default {} */
            providers?: components["schemas"]["ByKind"];
            /**
             * Videos
             * @default false
             */
            videos?: boolean;
        };
        /**
         * EstimateResponse
         * @description What it will cost.
         */
        EstimateResponse: {
            /**
             * Budget Left Usd
             * @description Null: there is no budget.
             */
            budget_left_usd: number | null;
            /**
             * Fits
             * @description Whether the budget leaves so much.
             */
            fits: boolean;
            /**
             * Is Known
             * @description Whether it is known of everything.
             */
            is_known: boolean;
            /** Items */
            items: components["schemas"]["EstimateItemResponse"][];
            /**
             * Usd
             * @description As far as it is known.
             */
            usd: number;
        };
        /**
         * EventMessage
         * @description One event; `resync` means that some are lost: read what is on screen again.
         *
         *     Ids rise, and the last one seen is where to go on after a break. `project_id` is null in
         *     events that belong to no project. Of two events about one thing the one with the lower `rev`
         *     is the older.
         */
        EventMessage: components["schemas"]["QueueUpdate"] | components["schemas"]["ClipUpdated"] | components["schemas"]["ProjectUpdated"] | components["schemas"]["DraftUpdate"] | components["schemas"]["ServerUpdate"] | components["schemas"]["Preview"] | components["schemas"]["Resync"];
        /**
         * ExportCheckResponse
         * @description What each format would make of the project.
         */
        ExportCheckResponse: {
            /** Reports */
            reports: components["schemas"]["ExportReport"][];
        };
        /**
         * ExportFormatResponse
         * @description A format, the options it takes, and where only some of their values will do.
         */
        ExportFormatResponse: {
            /** About */
            about: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Only */
            only: {
                [key: string]: string[];
            };
            /** Options */
            options: string[];
            /** Suffix */
            suffix: string;
        };
        /**
         * ExportOptions
         * @description The query of every export; an unknown option is refused.
         */
        ExportOptions: {
            /**
             * Alternates
             * @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same.
             * @default none
             * @enum {string}
             */
            alternates?: "none" | "disabled" | "connected";
            /**
             * Captions
             * @description auto: narration, else dialogue, else lyrics.
             * @default auto
             * @enum {string}
             */
            captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
            /**
             * Clip Audio
             * @description Use the sound of the movies too.
             * @default false
             */
            clip_audio?: boolean;
            /**
             * Formats
             * @description What a bundle or a check holds; absent: everything.
             * @default []
             */
            formats?: string[];
            /**
             * Fps
             * @description Absent: the project's.
             */
            fps?: (23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60) | null;
            /**
             * Media Root
             * @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file.
             * @default
             */
            media_root?: string;
            /**
             * Missing
             * @description What stands for a shot without a file.
             * @default slate
             * @enum {string}
             */
            missing?: "slate" | "gap";
            /**
             * Music
             * @description Cut the music with the picture, or let it run on.
             * @default trim
             * @enum {string}
             */
            music?: "trim" | "full";
            /**
             * Notes
             * @description Prompts and texts in the notes; the clip's id is always there.
             * @default true
             */
            notes?: boolean;
            /**
             * Picture
             * @description What to show of a shot that has both.
             * @default video
             * @enum {string}
             */
            picture?: "video" | "image";
            /**
             * Scene Id
             * @description Only these scenes; may be repeated.
             * @default []
             */
            scene_id?: string[];
            /**
             * Start
             * @description Timecode of the first frame.
             * @default 01:00:00:00
             */
            start?: string;
            /**
             * Version
             * @description Of FCPXML.
             * @default 1.10
             * @enum {string}
             */
            version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
        };
        /**
         * ExportOrderDTO
         * @description An export to be made.
         */
        ExportOrderDTO: {
            /** Format */
            format: string;
            /**
             * @default {
             *       "alternates": "none",
             *       "captions": "auto",
             *       "clip_audio": false,
             *       "formats": [],
             *       "media_root": "",
             *       "missing": "slate",
             *       "music": "trim",
             *       "notes": true,
             *       "picture": "video",
             *       "scene_id": [],
             *       "start": "01:00:00:00",
             *       "version": "1.10"
             *     }
             */
            options?: components["schemas"]["ExportOptions"];
        };
        /**
         * ExportRemark
         * @description One thing an editor may want to know.
         */
        ExportRemark: {
            /** Clip Id */
            clip_id: string | null;
            code: components["schemas"]["RemarkCode"];
            /** Frame */
            frame: number | null;
            /**
             * Level
             * @enum {string}
             */
            level: "info" | "warning" | "loss";
            /** Message */
            message: string;
            /** Scene Id */
            scene_id: string | null;
        };
        /**
         * ExportReport
         * @description What one format makes of a project.
         */
        ExportReport: {
            /** Clips */
            clips: number;
            /** Entries */
            entries: components["schemas"]["ExportRemark"][];
            /** Format */
            format: string;
            /**
             * Fps
             * @description Frames per second; df = drop-frame timecode.
             * @enum {unknown}
             */
            fps: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
            /** Frames */
            frames: number;
        };
        /**
         * ExportStatusResponse
         * @description How an export stands.
         */
        ExportStatusResponse: {
            /** Completed At */
            completed_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Error */
            error: string | null;
            /** Export Id */
            export_id: string;
            /** Format */
            format: string;
            /** Job Id */
            job_id: string;
            /**
             * Progress
             * @description 0 to 1.
             */
            progress: number;
            /** Project Id */
            project_id: string | null;
            /** @description What was rounded, changed or lost. */
            report: components["schemas"]["ExportReport"] | null;
            /**
             * Size
             * @description Bytes.
             */
            size: number | null;
            status: components["schemas"]["JobStatus"];
            /**
             * Url
             * @description Where the file is, once it is there.
             */
            url: string | null;
        };
        /**
         * FailureClass
         * @description Who or what is at fault, from the job's point of view.
         * @enum {string}
         */
        FailureClass: "user" | "runtime" | "oom" | "unreachable" | "infrastructure" | "interrupted" | "overrun" | "garbage" | "throttled" | "lane_auth" | "storage" | "dependency";
        /** FileUpload */
        FileUpload: {
            file: Blob;
        };
        /**
         * Gap
         * @description A hole between two clips, in seconds.
         */
        Gap: {
            /** After Clip Id */
            after_clip_id: string;
            /** After Clip Name */
            after_clip_name: string;
            /** Before Clip Id */
            before_clip_id: string;
            /** Before Clip Name */
            before_clip_name: string;
            /** Gap Duration */
            gap_duration: number;
            /** Gap End */
            gap_end: number;
            /** Gap Start */
            gap_start: number;
        };
        /**
         * Gate
         * @description Where a draft stops for a person, if it was asked to.
         * @enum {string}
         */
        Gate: "text" | "images";
        /**
         * GeneratedContent
         * @description A take; the wire calls it generated content.
         */
        GeneratedContent: {
            /** @description Of narration: when what is said. */
            alignment: components["schemas"]["Alignment"] | null;
            content_type: components["schemas"]["MediaKind"];
            /**
             * Cost Usd
             * @description What its maker charged.
             */
            cost_usd: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Duration
             * @description In seconds; null for stills.
             */
            duration: number | null;
            /** Fps */
            fps: number | null;
            /**
             * Generation Params
             * @default {}
             */
            generation_params: {
                [key: string]: unknown;
            };
            /** Height */
            height: number | null;
            /** Id */
            id: string;
            /**
             * Input Hash
             * @description Of what it was made from; another of the clip: it is stale.
             */
            input_hash: string | null;
            /**
             * Is Selected
             * @default false
             */
            is_selected: boolean;
            /** Job Id */
            job_id: string | null;
            /**
             * Lead
             * @description Of narration: seconds that its clip is seen before it begins.
             * @default 0
             */
            lead: number;
            /**
             * Model Name
             * @default
             */
            model_name: string;
            /** Model Type */
            model_type: string | null;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt: string;
            /**
             * Prompt
             * @default
             */
            prompt: string;
            /**
             * Provider
             * @default comfyui
             */
            provider: string;
            /**
             * @default {
             *       "state": "candidate"
             *     }
             */
            review: components["schemas"]["Review"];
            /** Seed */
            seed: number | null;
            /** Server Id */
            server_id: string | null;
            /** Server Name */
            server_name: string | null;
            /**
             * Stale
             * @description What it was made from has changed since.
             * @default false
             */
            stale: boolean;
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /** Url */
            url: string;
            /** Width */
            width: number | null;
        };
        /**
         * GenerationMethod
         * @description How a character's likeness is kept.
         * @enum {string}
         */
        GenerationMethod: "ip_adapter" | "reactor" | "instantid" | "lora";
        /**
         * GenerationParams
         * @description The knobs; those we do not know are kept, for a person's own workflow may use them.
         */
        GenerationParams: {
            /** Cfg */
            cfg?: number | null;
            /** Clip Skip */
            clip_skip?: number | null;
            /**
             * Height
             * @description Pixels.
             */
            height?: number | null;
            /**
             * Input Reference Url
             * @description Start picture of a film: an address of ours.
             */
            input_reference_url?: string | null;
            /** Motion Bucket Id */
            motion_bucket_id?: number | null;
            /** Pag Scale */
            pag_scale?: number | null;
            /**
             * Provider
             * @description auto, comfyui, or a service: openrouter, openai, together, runware, fake. Absent: comfyui, or fake where all is faked.
             */
            provider?: string | null;
            /** Reactor Face Image */
            reactor_face_image?: string | null;
            /** Refiner Model */
            refiner_model?: string | null;
            /** Refiner Switch */
            refiner_switch?: number | null;
            /** Sampler */
            sampler?: string | null;
            /** Scheduler */
            scheduler?: string | null;
            /**
             * Seed
             * @description -1 or absent: random.
             */
            seed?: number | null;
            /**
             * Source Job Id
             * @description A job whose picture the film starts from.
             */
            source_job_id?: string | null;
            /** Steps */
            steps?: number | null;
            /** Upscale Factor */
            upscale_factor?: number | null;
            /** Upscale Model */
            upscale_model?: string | null;
            /** Use Custom Workflow */
            use_custom_workflow?: boolean | null;
            /** Use Faceswap */
            use_faceswap?: boolean | null;
            /** Use Reactor */
            use_reactor?: boolean | null;
            /** Use Refiner */
            use_refiner?: boolean | null;
            /** Use Upscale */
            use_upscale?: boolean | null;
            /** Video Fps */
            video_fps?: number | null;
            /** Video Frames */
            video_frames?: number | null;
            /**
             * Width
             * @description Pixels.
             */
            width?: number | null;
            /**
             * Workflow Bindings
             * @description Where a workflow takes its parameters; absent: guessed.
             */
            workflow_bindings?: {
                [key: string]: string[][];
            } | null;
            /**
             * Workflow Id
             * @description A stored workflow, run as it is now.
             */
            workflow_id?: string | null;
            /**
             * Workflow Json
             * @description A graph in API format; "" is none.
             */
            workflow_json?: string | {
                [key: string]: unknown;
            } | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * GenerationPreset
         * @description Parameters that go together; null where the model has none or its graph has its own.
         */
        GenerationPreset: {
            /** Cfg */
            cfg: number;
            /**
             * Height
             * @description Pixels.
             */
            height: number;
            /**
             * Model
             * @description To be sent as model: these figures need more than the file.
             */
            model: string | null;
            /** Sampler */
            sampler: string | null;
            /** Scheduler */
            scheduler: string | null;
            /** Steps */
            steps: number;
            /** Video Fps */
            video_fps: number | null;
            /** Video Frames */
            video_frames: number | null;
            /**
             * Width
             * @description Pixels.
             */
            width: number;
        };
        /**
         * GenerationRequestDTO
         * @description One picture or film of a clip.
         */
        GenerationRequestDTO: {
            /** Clip Id */
            clip_id: string;
            /**
             * Depends On
             * @description Jobs of the project to be done first.
             * @default []
             */
            depends_on?: string[];
            /**
             * Force
             * @description Pay for it again though there is a take that was made from the same.
             * @default false
             */
            force?: boolean;
            /**
             * Generation Type
             * @default image
             * @enum {string}
             */
            generation_type?: "image" | "video";
            /**
             * Image First
             * @description Of a film: queue a picture by the clip's image prompt before it, and start from that.
             * @default false
             */
            image_first?: boolean;
            /** Lora */
            lora?: string | null;
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /** Negative Prompt */
            negative_prompt?: string | null;
            /**
             * Not Before
             * @description It does not run earlier; absent or in the past: at once.
             */
            not_before?: string | null;
            /** @default {} */
            params?: components["schemas"]["GenerationParams"];
            /**
             * Priority
             * @description Higher comes first.
             * @default 0
             */
            priority?: number;
            /** Project Id */
            project_id?: string | null;
            /**
             * Prompt
             * @description Absent: the clip's own.
             */
            prompt?: string | null;
            /**
             * Server Id
             * @description Absent: the scheduler chooses.
             */
            server_id?: string | null;
        };
        /**
         * GenerationResponse
         * @description What became of the request; content is there if it was waited for and done in time.
         */
        GenerationResponse: {
            content: components["schemas"]["GeneratedContent"] | null;
            job: components["schemas"]["QueueJobResponse"];
            /** Job Id */
            job_id: string;
            /** Message */
            message: string;
        };
        /**
         * HealthComponents
         * @description The parts.
         */
        HealthComponents: {
            comfyui: components["schemas"]["ServersHealth"];
            database: components["schemas"]["DatabaseHealth"];
            /** Providers */
            providers: components["schemas"]["ProviderHealth"][];
            queue: components["schemas"]["QueueHealth"];
            storage: components["schemas"]["StorageHealth"];
        };
        /**
         * HealthStatus
         * @description The whole: degraded serves with something missing, unhealthy does not serve.
         */
        HealthStatus: {
            components: components["schemas"]["HealthComponents"];
            /**
             * Status
             * @enum {string}
             */
            status: "healthy" | "degraded" | "unhealthy";
            /** Version */
            version: string;
        };
        /**
         * ImportedBoardResponse
         * @description The new board, and how the script was read.
         */
        ImportedBoardResponse: {
            project: components["schemas"]["ProjectWithScenesResponse"];
            report: components["schemas"]["ScriptReportResponse"];
        };
        /**
         * ImportedProjectResponse
         * @description The new project, and how the file was read.
         */
        ImportedProjectResponse: {
            project: components["schemas"]["ProjectWithScenesResponse"];
            report: components["schemas"]["ImportReportResponse"];
        };
        /**
         * ImportReportResponse
         * @description What the new project has, and what was left out.
         */
        ImportReportResponse: {
            /** Characters */
            characters: number;
            /** Clips */
            clips: number;
            /** Dropped */
            dropped: components["schemas"]["DroppedPart"][];
            /** Scenes */
            scenes: number;
            /** Takes */
            takes: number;
            /** Templates */
            templates: number;
        };
        /**
         * Included
         * @description What a download may hold.
         * @enum {string}
         */
        Included: "images" | "audio" | "videos" | "exports";
        /**
         * JobKind
         * @description What a job makes.
         * @enum {string}
         */
        JobKind: "image" | "video" | "audio" | "export";
        /**
         * JobResult
         * @description Where the first output is.
         */
        JobResult: {
            /** Output Path */
            output_path: string;
            /** Seed */
            seed: number | null;
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /** Url */
            url: string;
        };
        /**
         * JobStatus
         * @description What clients see.
         * @enum {string}
         */
        JobStatus: "pending" | "processing" | "completed" | "failed" | "cancelled";
        /**
         * JobTarget
         * @description What the picture or film is for: the project's frame and the clip's length.
         */
        JobTarget: {
            /** Height */
            height: number;
            /** Seconds */
            seconds: number;
            /** Width */
            width: number;
        };
        /**
         * LaneListResponse
         * @description All lanes of such work.
         */
        LaneListResponse: {
            /** Lanes */
            lanes: components["schemas"]["LaneResponse"][];
        };
        /**
         * LaneResponse
         * @description A lane of work that no ComfyUI server does: exports, or films of a paid service.
         */
        LaneResponse: {
            /**
             * Concurrency
             * @description So many run at once, over all processes.
             */
            concurrency: number;
            /**
             * Depth
             * @description How many wait.
             */
            depth: number;
            /** Name */
            name: string;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /** Reason */
            reason: string | null;
            /**
             * Resting
             * @default false
             */
            resting: boolean;
            /** Rests Until */
            rests_until: string | null;
            /** Running */
            running: number;
            /** Since */
            since: string | null;
        };
        /**
         * LaneState
         * @description What the last look at the server told.
         * @enum {string}
         */
        LaneState: "unknown" | "online" | "offline" | "unauthorized" | "misconfigured" | "stuck";
        /**
         * LaneStatus
         * @description One server of the queue.
         */
        LaneStatus: {
            /**
             * Average Job Time
             * @description In seconds; 0 before the first job.
             */
            average_job_time: number;
            /** Current Jobs */
            current_jobs: number;
            /** Loaded Model */
            loaded_model: string | null;
            /** Max Concurrent */
            max_concurrent: number;
            /** Name */
            name: string;
            /** Online */
            online: boolean;
            /**
             * Queue Length
             * @description Waiting jobs that only this server may run.
             */
            queue_length: number;
            /** Total Completed */
            total_completed: number;
            /** Total Failed */
            total_failed: number;
        };
        /**
         * LeasedJobResponse
         * @description A job lent to a worker, with what it needs to run it; the prompts are plain text.
         */
        LeasedJobResponse: {
            /** Batch Id */
            batch_id: string | null;
            /** Clip Id */
            clip_id: string | null;
            /** Completed At */
            completed_at: string | null;
            /**
             * Cost Actual
             * @description US dollars it has cost.
             */
            cost_actual: number | null;
            /**
             * Cost Estimate
             * @description US dollars it will probably cost.
             */
            cost_estimate: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Depends On
             * @description The jobs that must be done before it.
             */
            depends_on: string[];
            /**
             * Draft Id
             * @description The draft that ordered it.
             */
            draft_id: string | null;
            /** Error */
            error: string | null;
            /**
             * Error Code
             * @description Why it failed, for programs.
             */
            error_code: string | null;
            /**
             * Error Message
             * @description The same as error.
             */
            readonly error_message: string | null;
            /**
             * Eta Seconds
             * @description Until it should be done; null where nobody can tell.
             */
            eta_seconds: number | null;
            /**
             * Generation Params
             * @description The same as params.
             */
            readonly generation_params: {
                [key: string]: unknown;
            };
            /** @description The same, where it makes media. */
            generation_type: components["schemas"]["MediaKind"];
            /**
             * Hold Reason
             * @description Why its project's budget keeps it waiting.
             */
            hold_reason: string | null;
            /** Id */
            id: string;
            /**
             * Job Id
             * @description The same as id.
             */
            readonly job_id: string;
            /** @description The same as generation_type. */
            readonly job_type: components["schemas"]["MediaKind"];
            /** @description What it makes. */
            kind: components["schemas"]["JobKind"];
            /**
             * Lane
             * @description servers, or the task lane on which it runs.
             */
            lane: string;
            lease: components["schemas"]["LeaseResponse"];
            /** Loras */
            loras: components["schemas"]["LoraUse"][];
            /** Max Retries */
            max_retries: number;
            /** Model */
            model: string | null;
            /** Negative Prompt */
            negative_prompt: string;
            /**
             * Not Before
             * @description It does not run earlier; null: at once.
             */
            not_before: string | null;
            /**
             * Parameters
             * @description The same as params.
             */
            readonly parameters: {
                [key: string]: unknown;
            };
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Priority */
            priority: number;
            /**
             * Progress
             * @description 0 to 1.
             */
            progress: number;
            /**
             * Progress Percent
             * @description 0 to 100.
             */
            readonly progress_percent: number;
            /** Project Id */
            project_id: string | null;
            /** Prompt */
            prompt: string;
            /**
             * Queue Position
             * @description 1 comes up next; null if not waiting.
             */
            queue_position: number | null;
            result: components["schemas"]["JobResult"] | null;
            /**
             * Result Url
             * @description Where the first output is.
             */
            readonly result_url: string | null;
            /** Retry Count */
            retry_count: number;
            /** Seed */
            seed: number;
            /** Server Id */
            server_id: string | null;
            /** Server Name */
            server_name: string | null;
            /**
             * Source Url
             * @description The picture a film starts from.
             */
            source_url: string | null;
            /** Started At */
            started_at: string | null;
            status: components["schemas"]["JobStatus"];
            /** @description Frame in pixels and length in seconds of the clip. */
            target: components["schemas"]["JobTarget"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @description Why it does not run yet; the job alone says more of it. */
            waiting: components["schemas"]["WaitingCode"] | null;
        };
        /**
         * LeaseResponse
         * @description For how long the job is the worker's.
         */
        LeaseResponse: {
            /**
             * Token
             * @description To be sent back with the report.
             */
            token: number;
            /**
             * Until
             * Format: date-time
             * @description Later, the job is given to somebody else.
             */
            until: string;
        };
        /**
         * LoraUse
         * @description A LoRA file and how strongly it acts.
         */
        LoraUse: {
            /** Name */
            name: string;
            /**
             * Weight
             * @default 1
             */
            weight: number;
        };
        /**
         * LoraUse
         * @description A LoRA file and how strongly it acts.
         */
        LoraUseDTO: {
            /** Name */
            name: string;
            /**
             * Weight
             * @default 1
             */
            weight?: number;
        };
        /**
         * MediaKind
         * @description What a file shows or sounds like.
         * @enum {string}
         */
        MediaKind: "image" | "video" | "audio";
        /**
         * ModelFile
         * @description A model file a server has; type is its folder, e.g. checkpoints, loras, vae.
         */
        ModelFile: {
            /** Name */
            name: string;
            /** Type */
            type: string;
        };
        /**
         * ModelKind
         * @description What a model makes.
         * @enum {string}
         */
        ModelKind: "text" | "image" | "video" | "speech";
        /**
         * ModelMetadata
         * @description What is known of a model beside its name.
         */
        ModelMetadata: {
            /** Family */
            family: string;
            /** Servers */
            servers: components["schemas"]["ModelSource"][];
        };
        /**
         * ModelParameters
         * @description What can be set on a model, and what it is good at.
         */
        ModelParameters: {
            cfg: components["schemas"]["NumberRange"];
            /** Default Fps */
            default_fps: number | null;
            height: components["schemas"]["NumberRange"];
            makes: components["schemas"]["MediaKind"];
            /** Max Loras */
            max_loras: number;
            /**
             * Needs Image
             * @description It starts from a picture, and cannot do without.
             */
            needs_image: boolean;
            /** Specializes In */
            specializes_in: string;
            steps: components["schemas"]["NumberRange"];
            /** Supports Lora */
            supports_lora: boolean;
            /** Supports Negative Prompt */
            supports_negative_prompt: boolean;
            video_frames: components["schemas"]["NumberRange"] | null;
            width: components["schemas"]["NumberRange"];
        };
        /**
         * ModelParametersResponse
         * @description What can be set on a model file of any name.
         */
        ModelParametersResponse: {
            /**
             * Family
             * @description Found by the file's name; unknown: the bounds are a guess.
             */
            family: string;
            parameters: components["schemas"]["ModelParameters"];
        };
        /**
         * ModelPresets
         * @description The presets of a model: to look at soon, to keep, and with a LoRA that spares steps.
         */
        ModelPresets: {
            fast: components["schemas"]["GenerationPreset"];
            lightning: components["schemas"]["GenerationPreset"] | null;
            quality: components["schemas"]["GenerationPreset"];
        };
        /**
         * ModelPresetsResponse
         * @description Parameters that go together, for a model file of any name.
         */
        ModelPresetsResponse: {
            /**
             * Family
             * @description Found by the file's name; unknown: the presets are a guess.
             */
            family: string;
            presets: components["schemas"]["ModelPresets"];
        };
        /**
         * ModelResponse
         * @description A model file that at least one server has.
         */
        ModelResponse: {
            /** Configuration Presets */
            configuration_presets: components["schemas"]["NamedPreset"][];
            /**
             * Created At
             * Format: date-time
             * @description When the first of these servers was registered.
             */
            created_at: string;
            /** Filename */
            filename: string;
            /** Id */
            id: string;
            /**
             * Is Active
             * @description A server that has it may be used.
             */
            is_active: boolean;
            /**
             * Is Available
             * @description Such a server answers now.
             */
            is_available: boolean;
            /**
             * Last Synced At
             * Format: date-time
             */
            last_synced_at: string;
            metadata: components["schemas"]["ModelMetadata"];
            /** Name */
            name: string;
            /**
             * Server Source
             * @description A server that has it, one that answers if any.
             */
            server_source: string;
            /**
             * Type
             * @description Its folder at the server, e.g. checkpoints, loras, vae.
             */
            type: string;
        };
        /**
         * ModelSource
         * @description A server that has a model, and its own spelling of the file's name.
         */
        ModelSource: {
            /** Filename */
            filename: string;
            /** Id */
            id: string;
            /** Is Online */
            is_online: boolean;
            /** Name */
            name: string;
        };
        /**
         * NamedPreset
         * @description A preset with its name.
         */
        NamedPreset: {
            /** Cfg */
            cfg: number;
            /**
             * Height
             * @description Pixels.
             */
            height: number;
            /**
             * Model
             * @description To be sent as model: these figures need more than the file.
             */
            model: string | null;
            /** Name */
            name: string;
            /** Sampler */
            sampler: string | null;
            /** Scheduler */
            scheduler: string | null;
            /** Steps */
            steps: number;
            /** Video Fps */
            video_fps: number | null;
            /** Video Frames */
            video_frames: number | null;
            /**
             * Width
             * @description Pixels.
             */
            width: number;
        };
        /**
         * NarrationRequestDTO
         * @description What is to be narrated; with nothing said, all clips that have words and no narration.
         */
        NarrationRequestDTO: {
            /**
             * Clip Ids
             * @description Empty: all but alternates.
             * @default []
             */
            clip_ids?: string[];
            /**
             * Force
             * @description Even what was narrated just so before.
             * @default false
             */
            force?: boolean;
            /**
             * Narrate Action
             * @description Where nothing is said, say what is seen.
             * @default false
             */
            narrate_action?: boolean;
            /**
             * Provider
             * @description A service by its name, or auto; absent: the voice's own, else auto.
             */
            provider?: string | null;
            /** @description Says all of it; absent: the characters' voices, the project's. */
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * NarrationResponse
         * @description The jobs of the clips that are narrated, and the clips that are not.
         */
        NarrationResponse: {
            /** Jobs */
            jobs: components["schemas"]["QueueJobResponse"][];
            /** Silent */
            silent: components["schemas"]["SilentClip"][];
        };
        /**
         * NewStretch
         * @description A stretch that is no clip of the project; frames as the file counts them.
         */
        NewStretch: {
            /**
             * Clip Id
             * @description The clip that is made of it.
             */
            clip_id: string | null;
            /** File */
            file: string | null;
            /** Frames */
            frames: number;
            /** Name */
            name: string;
            /** Start */
            start: number;
        };
        /**
         * NumberRange
         * @description What a number may be; of the form step x k + offset where it has a step.
         */
        NumberRange: {
            /** Default */
            default: number;
            /** Max */
            max: number;
            /** Min */
            min: number;
            /**
             * Offset
             * @default 0
             */
            offset: number;
            /** Step */
            step: number | null;
        };
        /**
         * OpenAIVideo
         * @description A film; fields that only this service has are kept. Times are seconds since 1970.
         */
        OpenAIVideo: {
            /** Completed At */
            completed_at: number | null;
            /** Created At */
            created_at: number | null;
            error: components["schemas"]["OpenAIVideoError"] | null;
            /** Expires At */
            expires_at: number | null;
            /** Id */
            id: string;
            /** Model */
            model: string | null;
            /**
             * Object
             * @default video
             */
            object: string;
            /**
             * Progress
             * @description 0 to 100.
             */
            progress: number | null;
            /** Prompt */
            prompt: string | null;
            /** Remixed From Video Id */
            remixed_from_video_id: string | null;
            /** Seconds */
            seconds: string | null;
            /** Size */
            size: string | null;
            /**
             * Status
             * @description Usually queued, in_progress, completed or failed.
             */
            status: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * OpenAIVideoDeletedResponse
         * @description The film is gone.
         */
        OpenAIVideoDeletedResponse: {
            /**
             * Deleted
             * @default true
             * @constant
             */
            deleted: true;
            /** Id */
            id: string;
            /** Message */
            message: string;
            /**
             * Object
             * @default video.deleted
             * @constant
             */
            object: "video.deleted";
        };
        /**
         * OpenAIVideoError
         * @description Why a film failed, in the service's words.
         */
        OpenAIVideoError: {
            /** Code */
            code: string | null;
            /** Message */
            message: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * OpenAIVideoListResponse
         * @description A part of the list of films; to go on, ask for what comes after `last_id`.
         */
        OpenAIVideoListResponse: {
            /** Data */
            data: components["schemas"]["OpenAIVideo"][];
            /** First Id */
            first_id: string | null;
            /**
             * Has More
             * @default false
             */
            has_more: boolean;
            /** Last Id */
            last_id: string | null;
            /**
             * Object
             * @default list
             */
            object: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * OpenAIVideoResponse
         * @description A film; fields that only this service has are kept. Times are seconds since 1970.
         */
        OpenAIVideoResponse: {
            /** Completed At */
            completed_at: number | null;
            /** Created At */
            created_at: number | null;
            error: components["schemas"]["OpenAIVideoError"] | null;
            /** Expires At */
            expires_at: number | null;
            /** Id */
            id: string;
            /** Model */
            model: string | null;
            /**
             * Object
             * @default video
             */
            object: string;
            /**
             * Progress
             * @description 0 to 100.
             */
            progress: number | null;
            /** Prompt */
            prompt: string | null;
            /** Remixed From Video Id */
            remixed_from_video_id: string | null;
            /** Seconds */
            seconds: string | null;
            /** Size */
            size: string | null;
            /**
             * Status
             * @description Usually queued, in_progress, completed or failed.
             */
            status: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * OrderedExportResponse
         * @description An export that is going to be made.
         */
        OrderedExportResponse: {
            /** Export Id */
            export_id: string;
            /**
             * Job Id
             * @description The same; it stands in the queue by it.
             */
            job_id: string;
            /** Status Url */
            status_url: string;
        };
        /**
         * Overlap
         * @description Two clips that lie over each other.
         */
        Overlap: {
            /** Clip1 Id */
            clip1_id: string;
            /** Clip1 Name */
            clip1_name: string;
            /** Clip2 Id */
            clip2_id: string;
            /** Clip2 Name */
            clip2_name: string;
            /** Error */
            error: string;
        };
        /**
         * PauseResponse
         * @description Whether jobs are given to servers; what runs runs on.
         */
        PauseResponse: {
            /** Message */
            message: string;
            /** Paused */
            paused: boolean;
            /** Project Id */
            project_id: string | null;
        };
        /**
         * PoolItemCreateDTO
         * @description An item to be put into the pool.
         */
        PoolItemCreateDTO: {
            /** @default image */
            content_type?: components["schemas"]["MediaKind"];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Generation Params
             * @default {}
             */
            generation_params?: {
                [key: string]: unknown;
            };
            /**
             * Media Url
             * @description One of our files, or an address elsewhere.
             */
            media_url: string;
            /**
             * Metadata
             * @default {}
             */
            metadata?: {
                [key: string]: unknown;
            };
            /** Name */
            name: string;
            /** Project Id */
            project_id: string;
            /** Source Clip Id */
            source_clip_id?: string | null;
            /**
             * Source Type
             * @description manual_upload, clip_generation, batch_generation, character, or your word.
             * @default manual_upload
             */
            source_type?: string;
            /**
             * Tags
             * @default []
             */
            tags?: string[] | string;
            /** Thumbnail Url */
            thumbnail_url?: string | null;
        };
        /**
         * PoolItemResponse
         * @description An item of a project's pool.
         */
        PoolItemResponse: {
            /** @default image */
            content_type: components["schemas"]["MediaKind"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Generation Params
             * @default {}
             */
            generation_params: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /**
             * Media Url
             * @description One of our files, or an address elsewhere.
             */
            media_url: string;
            /**
             * Metadata
             * @default {}
             */
            metadata: {
                [key: string]: unknown;
            };
            /** Name */
            name: string;
            /** Project Id */
            project_id: string;
            /** Source Clip Id */
            source_clip_id: string | null;
            /**
             * Source Type
             * @description manual_upload, clip_generation, batch_generation, character, or your word.
             * @default manual_upload
             */
            source_type: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * PoolItemUpdateDTO
         * @description What is to change on an item of the pool.
         */
        PoolItemUpdateDTO: {
            content_type?: components["schemas"]["MediaKind"];
            /** Description */
            description?: string;
            /** Generation Params */
            generation_params?: {
                [key: string]: unknown;
            };
            /** Media Url */
            media_url?: string;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            };
            /** Name */
            name?: string;
            /** Source Clip Id */
            source_clip_id?: string | null;
            /** Source Type */
            source_type?: string;
            /** Tags */
            tags?: string[] | string;
            /** Thumbnail Url */
            thumbnail_url?: string | null;
        };
        /**
         * Preview
         * @description A glimpse of a picture in the making; at most two a second for each job.
         */
        Preview: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["PreviewData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "preview";
        };
        /**
         * PreviewData
         * @description What a job's picture looks like so far.
         */
        PreviewData: {
            /**
             * Image
             * @description A small JPEG, rarely a PNG, as a data URL.
             */
            image: string;
            /** Job Id */
            job_id: string;
        };
        /**
         * PriceResponse
         * @description US dollars for a unit.
         */
        PriceResponse: {
            /**
             * Per
             * @description image, second, character, token_in or token_out.
             */
            per: string;
            /** Usd */
            usd: number;
        };
        /**
         * PriorityRequestDTO
         * @description How urgent a job is.
         */
        PriorityRequestDTO: {
            /**
             * Priority
             * @description Higher comes first.
             */
            priority: number;
        };
        /**
         * ProfileGenerationDTO
         * @description A series of pictures that show a character from several sides.
         */
        ProfileGenerationDTO: {
            /** Character Id */
            character_id: string;
            /**
             * Controlnet Type
             * @description openpose, depth, canny: for workflows that have such.
             * @default openpose
             */
            controlnet_type?: string;
            /**
             * Count
             * @default 4
             */
            count?: number;
            /**
             * Pose Style
             * @description professional, casual, action, formal.
             * @default professional
             */
            pose_style?: string;
            /**
             * Profile Type
             * @description comprehensive, headshots, poses, expressions.
             * @default comprehensive
             */
            profile_type?: string;
            /**
             * Server Id
             * @description Absent: the scheduler chooses.
             */
            server_id?: string | null;
        };
        /**
         * ProfileResponse
         * @description What a user tells of themselves.
         */
        ProfileResponse: {
            /** Avatar Url */
            avatar_url: string | null;
            /** Bio */
            bio: string;
            defaults: components["schemas"]["StoryDefaults"];
            /** Display Name */
            display_name: string | null;
            /** Language */
            language: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** User Id */
            user_id: string;
        };
        /**
         * ProfileUpdateDTO
         * @description What is to change on a profile.
         */
        ProfileUpdateDTO: {
            /** Avatar Url */
            avatar_url?: string | null;
            /** Bio */
            bio?: string;
            /** @description All of them anew. */
            defaults?: components["schemas"]["StoryDefaultsDTO"];
            /** Display Name */
            display_name?: string | null;
            /** Language */
            language?: string | null;
        };
        /**
         * ProjectCreateDTO
         * @description A project to be made.
         */
        ProjectCreateDTO: {
            brief?: components["schemas"]["BriefDTO"] | null;
            /**
             * Budget Usd
             * @description What paid services may cost.
             */
            budget_usd?: number | null;
            /**
             * Cover Take
             * @description Absent: the first approved or selected still.
             */
            cover_take?: string | null;
            /**
             * Description
             * @default
             */
            description?: string | null;
            /**
             * Fps
             * @description Frames per second; df = drop-frame timecode.
             * @default 24
             * @enum {unknown}
             */
            fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
            /**
             * Height
             * @description Frame height in pixels.
             * @default 1080
             */
            height?: number;
            /**
             * Music Duration
             * @description In seconds.
             */
            music_duration?: number | null;
            /** Music File */
            music_file?: string | null;
            /** Name */
            name: string;
            /** Style Template Id */
            style_template_id?: string | null;
            /**
             * Tags
             * @default []
             */
            tags?: string[];
            /** @default private */
            visibility?: components["schemas"]["Visibility"];
            /** @description Who tells it; characters may differ. */
            voice?: components["schemas"]["VoiceDTO"] | null;
            /**
             * Width
             * @description Frame width in pixels.
             * @default 1920
             */
            width?: number;
        };
        /**
         * ProjectJobsResponse
         * @description A project's jobs, newest first.
         */
        ProjectJobsResponse: {
            /** Jobs */
            jobs: components["schemas"]["QueueJobResponse"][];
            /** Project Id */
            project_id: string;
            /**
             * Total Jobs
             * @description How many there are, also where a part is answered.
             */
            total_jobs: number;
        };
        /**
         * ProjectListResponse
         * @description Projects, newest first, and how many there are.
         */
        ProjectListResponse: {
            /** Projects */
            projects: components["schemas"]["ProjectResponse"][];
            /** Total */
            total: number;
        };
        /**
         * ProjectResponse
         * @description A project.
         */
        ProjectResponse: {
            brief: components["schemas"]["Brief"] | null;
            /**
             * Budget Usd
             * @description What paid services may cost.
             */
            budget_usd: number | null;
            /**
             * Cover Take
             * @description Absent: the first approved or selected still.
             */
            cover_take: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** @description Its newest draft. */
            draft: components["schemas"]["DraftSummary"] | null;
            /**
             * Fps
             * @description Frames per second; df = drop-frame timecode.
             * @default 24
             * @enum {unknown}
             */
            fps: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
            /**
             * Height
             * @description Frame height in pixels.
             * @default 1080
             */
            height: number;
            /** Id */
            id: string;
            /**
             * Music Duration
             * @description In seconds.
             */
            music_duration: number | null;
            /** Music File */
            music_file: string | null;
            /**
             * Music File Path
             * @description The same as music_file.
             */
            readonly music_file_path: string | null;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: string | null;
            /** @description Null: no script was drafted. */
            source: components["schemas"]["StorySource"] | null;
            /** Style Template Id */
            style_template_id: string | null;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @default private */
            visibility: components["schemas"]["Visibility"];
            /** @description Who tells it; characters may differ. */
            voice: components["schemas"]["Voice"] | null;
            /**
             * Width
             * @description Frame width in pixels.
             * @default 1920
             */
            width: number;
        };
        /**
         * ProjectTimelineResponse
         * @description A storyboard on one timeline.
         */
        ProjectTimelineResponse: {
            project: components["schemas"]["ProjectResponse"];
            /** Scenes */
            scenes: components["schemas"]["SceneWithClipsResponse"][];
            /**
             * Total Duration
             * @description Of all scenes that are no alternates, one after the other; in seconds.
             */
            total_duration: number;
        };
        /**
         * ProjectUpdated
         * @description A project, or the list of its scenes, is not what it was.
         */
        ProjectUpdated: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["ProjectUpdatedData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "project_updated";
        };
        /**
         * ProjectUpdatedData
         * @description Which project to read again.
         */
        ProjectUpdatedData: {
            /** Project Id */
            project_id: string;
            /** Rev */
            rev: number;
        };
        /**
         * ProjectUpdateDTO
         * @description What is to change on a project.
         */
        ProjectUpdateDTO: {
            brief?: components["schemas"]["BriefDTO"] | null;
            /** Budget Usd */
            budget_usd?: number | null;
            /** Cover Take */
            cover_take?: string | null;
            /** Description */
            description?: string | null;
            /**
             * Fps
             * @description Frames per second; df = drop-frame timecode.
             * @enum {unknown}
             */
            fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
            /** Height */
            height?: number;
            /** Music Duration */
            music_duration?: number | null;
            /** Music File */
            music_file?: string | null;
            /**
             * Music File Path
             * @description The same as music_file.
             */
            music_file_path?: string | null;
            /** Name */
            name?: string;
            /** Style Template Id */
            style_template_id?: string | null;
            /** Tags */
            tags?: string[];
            visibility?: components["schemas"]["Visibility"];
            voice?: components["schemas"]["VoiceDTO"] | null;
            /** Width */
            width?: number;
        };
        /**
         * ProjectWithScenesResponse
         * @description A whole storyboard.
         */
        ProjectWithScenesResponse: {
            brief: components["schemas"]["Brief"] | null;
            /**
             * Budget Usd
             * @description What paid services may cost.
             */
            budget_usd: number | null;
            /**
             * Cover Take
             * @description Absent: the first approved or selected still.
             */
            cover_take: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** @description Its newest draft. */
            draft: components["schemas"]["DraftSummary"] | null;
            /**
             * Fps
             * @description Frames per second; df = drop-frame timecode.
             * @default 24
             * @enum {unknown}
             */
            fps: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
            /**
             * Height
             * @description Frame height in pixels.
             * @default 1080
             */
            height: number;
            /** Id */
            id: string;
            /**
             * Music Duration
             * @description In seconds.
             */
            music_duration: number | null;
            /** Music File */
            music_file: string | null;
            /**
             * Music File Path
             * @description The same as music_file.
             */
            readonly music_file_path: string | null;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: string | null;
            /** Scenes */
            scenes: components["schemas"]["SceneWithClipsResponse"][];
            /** @description Null: no script was drafted. */
            source: components["schemas"]["StorySource"] | null;
            /** Style Template Id */
            style_template_id: string | null;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /** Thumbnail Url */
            thumbnail_url: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @default private */
            visibility: components["schemas"]["Visibility"];
            /** @description Who tells it; characters may differ. */
            voice: components["schemas"]["Voice"] | null;
            /**
             * Width
             * @description Frame width in pixels.
             * @default 1920
             */
            width: number;
        };
        /**
         * ProviderHealth
         * @description A service that is set up, as it was seen last; it is not called for this.
         */
        ProviderHealth: {
            /** Name */
            name: string;
            /**
             * Problems
             * @default []
             */
            problems: string[];
            /** Reason */
            reason: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "up" | "down" | "unknown";
        };
        /**
         * ProviderListResponse
         * @description All services there are, set up or not.
         */
        ProviderListResponse: {
            /**
             * Order
             * @description What auto asks, one after the other.
             */
            order: string[];
            /** Providers */
            providers: components["schemas"]["ProviderResponse"][];
        };
        /**
         * ProviderModelResponse
         * @description A model of a service; what is not known is empty.
         */
        ProviderModelResponse: {
            /**
             * Context
             * @description Tokens of a conversation.
             */
            context: number | null;
            /**
             * Durations
             * @description Seconds of a film; none: any.
             */
            durations: number[];
            /**
             * Expires
             * @description When the service takes it away.
             */
            expires: string | null;
            /** Id */
            id: string;
            kind: components["schemas"]["ModelKind"];
            /** Name */
            name: string;
            /** Prices */
            prices: components["schemas"]["PriceResponse"][];
            /**
             * Prompt Cap
             * @description Characters of a prompt.
             */
            prompt_cap: number | null;
            /**
             * Sizes
             * @description Width and height in pixels; none: any.
             */
            sizes: number[][];
            /** Takes References */
            takes_references: boolean;
        };
        /**
         * ProviderModelsResponse
         * @description A service's models, as far as they are known.
         */
        ProviderModelsResponse: {
            /**
             * Looked At
             * @description When its live list was read; null: never.
             */
            looked_at: string | null;
            /** Models */
            models: components["schemas"]["ProviderModelResponse"][];
            /** Provider */
            provider: string;
        };
        /**
         * ProviderResponse
         * @description A service: what it makes, and how it stands.
         */
        ProviderResponse: {
            /**
             * Concurrency
             * @description So many jobs there at once, over all processes.
             */
            concurrency: number;
            /**
             * Configured
             * @description Whether it is set up here.
             */
            configured: boolean;
            /**
             * Defaults
             * @description The model of each kind, unless chosen.
             */
            defaults: {
                [key: string]: string;
            };
            /**
             * Depth
             * @description How many wait.
             */
            depth: number;
            /**
             * Error
             * @description Why its list could not be read the last time.
             */
            error: string | null;
            /**
             * Kinds
             * @description What it makes.
             */
            kinds: components["schemas"]["ModelKind"][];
            /** Label */
            label: string;
            /**
             * Lane
             * @description The task lane on which its jobs run.
             */
            lane: string;
            /**
             * Looked At
             * @description When its live list was read; null: never.
             */
            looked_at: string | null;
            /**
             * Models
             * @description How many models are known.
             */
            models: number;
            /**
             * Name
             * @description As params.provider and PROVIDERS have it.
             */
            name: string;
            /**
             * Paused
             * @description By a person, or because it refuses us.
             */
            paused: boolean;
            /**
             * Problems
             * @description Models that are set, and gone or about to go.
             */
            problems: string[];
            /** Reason */
            reason: string | null;
            /**
             * Resting
             * @description It asked us to wait, or cannot be reached.
             */
            resting: boolean;
            /** Rests Until */
            rests_until: string | null;
            /** Running */
            running: number;
            /** Since */
            since: string | null;
        };
        /**
         * ProviderTestResponse
         * @description A service that answered, and accepts our key.
         */
        ProviderTestResponse: {
            /**
             * Models
             * @description How many models it lists.
             */
            models: number;
            /** Ok */
            ok: boolean;
            /** Provider */
            provider: string;
        };
        /**
         * QueueHealth
         * @description The queue; null counts when the database is away.
         */
        QueueHealth: {
            /** Paused */
            paused: boolean | null;
            /** Processing */
            processing: number | null;
            /** Queued */
            queued: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "up" | "down";
        };
        /**
         * QueueJobDetailResponse
         * @description A job alone, with its tries, and why it waits, server by server.
         */
        QueueJobDetailResponse: {
            /**
             * Attempts
             * @description The latest tries, in their order.
             */
            attempts: components["schemas"]["AttemptResponse"][];
            /** Batch Id */
            batch_id: string | null;
            /** Clip Id */
            clip_id: string | null;
            /** Completed At */
            completed_at: string | null;
            /**
             * Cost Actual
             * @description US dollars it has cost.
             */
            cost_actual: number | null;
            /**
             * Cost Estimate
             * @description US dollars it will probably cost.
             */
            cost_estimate: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Depends On
             * @description The jobs that must be done before it.
             */
            depends_on: string[];
            /**
             * Draft Id
             * @description The draft that ordered it.
             */
            draft_id: string | null;
            /** Error */
            error: string | null;
            /**
             * Error Code
             * @description Why it failed, for programs.
             */
            error_code: string | null;
            /**
             * Error Message
             * @description The same as error.
             */
            readonly error_message: string | null;
            /**
             * Eta Seconds
             * @description Until it should be done; null where nobody can tell.
             */
            eta_seconds: number | null;
            /**
             * Generation Params
             * @description The same as params.
             */
            readonly generation_params: {
                [key: string]: unknown;
            };
            /** @description The same, where it makes media. */
            generation_type: components["schemas"]["MediaKind"];
            /**
             * Hold Reason
             * @description Why its project's budget keeps it waiting.
             */
            hold_reason: string | null;
            /** Id */
            id: string;
            /**
             * Job Id
             * @description The same as id.
             */
            readonly job_id: string;
            /** @description The same as generation_type. */
            readonly job_type: components["schemas"]["MediaKind"];
            /** @description What it makes. */
            kind: components["schemas"]["JobKind"];
            /**
             * Lane
             * @description servers, or the task lane on which it runs.
             */
            lane: string;
            /** Loras */
            loras: components["schemas"]["LoraUse"][];
            /** Max Retries */
            max_retries: number;
            /** Model */
            model: string | null;
            /**
             * Needs
             * @description Those it depends on that are still to be done.
             */
            needs: string[];
            /** Negative Prompt */
            negative_prompt: string;
            /**
             * Not Before
             * @description It does not run earlier; null: at once.
             */
            not_before: string | null;
            /**
             * Parameters
             * @description The same as params.
             */
            readonly parameters: {
                [key: string]: unknown;
            };
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Priority */
            priority: number;
            /**
             * Progress
             * @description 0 to 1.
             */
            progress: number;
            /**
             * Progress Percent
             * @description 0 to 100.
             */
            readonly progress_percent: number;
            /** Project Id */
            project_id: string | null;
            /** Prompt */
            prompt: string;
            /**
             * Queue Position
             * @description 1 comes up next; null if not waiting.
             */
            queue_position: number | null;
            result: components["schemas"]["JobResult"] | null;
            /**
             * Result Url
             * @description Where the first output is.
             */
            readonly result_url: string | null;
            /** Retry Count */
            retry_count: number;
            /** Seed */
            seed: number;
            /** Server Id */
            server_id: string | null;
            /** Server Name */
            server_name: string | null;
            /** Started At */
            started_at: string | null;
            status: components["schemas"]["JobStatus"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @description Why it does not run; null once it does. */
            waiting: components["schemas"]["WaitingReport"] | null;
        };
        /**
         * QueueJobRequestDTO
         * @description A job to be queued.
         */
        QueueJobRequestDTO: {
            /** Clip Id */
            clip_id: string;
            /**
             * Depends On
             * @description Jobs of the project to be done first.
             * @default []
             */
            depends_on?: string[];
            /**
             * Force
             * @description Pay for it again though there is a take that was made from the same.
             * @default false
             */
            force?: boolean;
            /**
             * Generation Type
             * @default image
             * @enum {string}
             */
            generation_type?: "image" | "video";
            /**
             * Image First
             * @description Of a film: queue a picture by the clip's image prompt before it, and start from that.
             * @default false
             */
            image_first?: boolean;
            /** Lora */
            lora?: string | null;
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /** Negative Prompt */
            negative_prompt?: string | null;
            /**
             * Not Before
             * @description It does not run earlier; absent or in the past: at once.
             */
            not_before?: string | null;
            /** @default {} */
            params?: components["schemas"]["GenerationParams"];
            /**
             * Priority
             * @description Higher comes first.
             * @default 0
             */
            priority?: number;
            /** Project Id */
            project_id: string;
            /**
             * Prompt
             * @description Absent: the clip's own.
             */
            prompt?: string | null;
            /**
             * Server Id
             * @description Absent: the scheduler chooses.
             */
            server_id?: string | null;
        };
        /**
         * QueueJobResponse
         * @description A job.
         */
        QueueJobResponse: {
            /** Batch Id */
            batch_id: string | null;
            /** Clip Id */
            clip_id: string | null;
            /** Completed At */
            completed_at: string | null;
            /**
             * Cost Actual
             * @description US dollars it has cost.
             */
            cost_actual: number | null;
            /**
             * Cost Estimate
             * @description US dollars it will probably cost.
             */
            cost_estimate: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Depends On
             * @description The jobs that must be done before it.
             */
            depends_on: string[];
            /**
             * Draft Id
             * @description The draft that ordered it.
             */
            draft_id: string | null;
            /** Error */
            error: string | null;
            /**
             * Error Code
             * @description Why it failed, for programs.
             */
            error_code: string | null;
            /**
             * Error Message
             * @description The same as error.
             */
            readonly error_message: string | null;
            /**
             * Eta Seconds
             * @description Until it should be done; null where nobody can tell.
             */
            eta_seconds: number | null;
            /**
             * Generation Params
             * @description The same as params.
             */
            readonly generation_params: {
                [key: string]: unknown;
            };
            /** @description The same, where it makes media. */
            generation_type: components["schemas"]["MediaKind"];
            /**
             * Hold Reason
             * @description Why its project's budget keeps it waiting.
             */
            hold_reason: string | null;
            /** Id */
            id: string;
            /**
             * Job Id
             * @description The same as id.
             */
            readonly job_id: string;
            /** @description The same as generation_type. */
            readonly job_type: components["schemas"]["MediaKind"];
            /** @description What it makes. */
            kind: components["schemas"]["JobKind"];
            /**
             * Lane
             * @description servers, or the task lane on which it runs.
             */
            lane: string;
            /** Loras */
            loras: components["schemas"]["LoraUse"][];
            /** Max Retries */
            max_retries: number;
            /** Model */
            model: string | null;
            /** Negative Prompt */
            negative_prompt: string;
            /**
             * Not Before
             * @description It does not run earlier; null: at once.
             */
            not_before: string | null;
            /**
             * Parameters
             * @description The same as params.
             */
            readonly parameters: {
                [key: string]: unknown;
            };
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Priority */
            priority: number;
            /**
             * Progress
             * @description 0 to 1.
             */
            progress: number;
            /**
             * Progress Percent
             * @description 0 to 100.
             */
            readonly progress_percent: number;
            /** Project Id */
            project_id: string | null;
            /** Prompt */
            prompt: string;
            /**
             * Queue Position
             * @description 1 comes up next; null if not waiting.
             */
            queue_position: number | null;
            result: components["schemas"]["JobResult"] | null;
            /**
             * Result Url
             * @description Where the first output is.
             */
            readonly result_url: string | null;
            /** Retry Count */
            retry_count: number;
            /** Seed */
            seed: number;
            /** Server Id */
            server_id: string | null;
            /** Server Name */
            server_name: string | null;
            /** Started At */
            started_at: string | null;
            status: components["schemas"]["JobStatus"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** @description Why it does not run yet; the job alone says more of it. */
            waiting: components["schemas"]["WaitingCode"] | null;
        };
        /**
         * QueueStatusResponse
         * @description Counts of jobs, and the servers by their ids.
         */
        QueueStatusResponse: {
            /** Completed Jobs */
            completed_jobs: number;
            /** Failed Jobs */
            failed_jobs: number;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /** Processing Jobs */
            processing_jobs: number;
            /** Queued Jobs */
            queued_jobs: number;
            /** Servers */
            servers: {
                [key: string]: components["schemas"]["LaneStatus"];
            };
        };
        /**
         * QueueUpdate
         * @description A job moved on.
         */
        QueueUpdate: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["QueueUpdateData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_update";
        };
        /**
         * QueueUpdateData
         * @description Where a job stands.
         */
        QueueUpdateData: {
            /** Clip Id */
            clip_id: string | null;
            /** Error */
            error: string | null;
            /** Eta Seconds */
            eta_seconds: number | null;
            /** Job Id */
            job_id: string;
            /**
             * Progress
             * @description In percent.
             */
            progress: number;
            /** Project Id */
            project_id: string | null;
            /** Result Url */
            result_url: string | null;
            /**
             * Rev
             * @description Drop an update whose rev is below one already seen.
             */
            rev: number;
            /** Server Id */
            server_id: string | null;
            status: components["schemas"]["JobStatus"];
        };
        /**
         * RegeneratedResponse
         * @description What is being made anew; takes that are there stay.
         */
        RegeneratedResponse: {
            /** Clip Ids */
            clip_ids: string[];
            /** Job Ids */
            job_ids: string[];
            /** Scene Id */
            scene_id: string;
            /** Story Id */
            story_id: string;
            what: components["schemas"]["Remade"];
        };
        /**
         * RegenerateDTO
         * @description What is to be made anew in a scene.
         */
        RegenerateDTO: {
            /**
             * Clip Ids
             * @description Absent: all clips of the scene.
             */
            clip_ids?: string[] | null;
            /** Model */
            model?: string | null;
            /**
             * Note
             * @description Guidance that goes into the prompt; absent: the note with which the newest take was rejected, if it was.
             */
            note?: string | null;
            /**
             * Provider
             * @description Absent: auto.
             */
            provider?: string | null;
            what: components["schemas"]["Remade"];
        };
        /**
         * Remade
         * @description What is made anew.
         * @enum {string}
         */
        Remade: "text" | "image" | "video" | "audio";
        /**
         * RemarkCode
         * @description What a report can say.
         * @enum {string}
         */
        RemarkCode: "rounded" | "snapped" | "dropped_zero" | "overlap" | "gap" | "media_missing" | "media_short" | "rate_mismatch" | "music_trimmed" | "narration_overlap" | "past_end" | "scene_empty" | "scene_start_ignored" | "selected_rejected" | "alternate_left_out" | "text_changed" | "captions_empty" | "stills_in_edl" | "not_expressible";
        /**
         * Resync
         * @description Some events are lost to this reader: what is on screen must be read again.
         */
        Resync: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** @default {} */
            data: components["schemas"]["ResyncData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "resync";
        };
        /**
         * ResyncData
         * @description Nothing: anything may have changed.
         */
        ResyncData: Record<string, never>;
        /**
         * RetimedClip
         * @description A clip that lies elsewhere now, or is of another length; in seconds.
         */
        RetimedClip: {
            /** Clip Id */
            clip_id: string;
            /** Length */
            length: number;
            /** Timeline Position */
            timeline_position: number;
        };
        /**
         * RetimeResponse
         * @description What changed, and how long the project is now, in seconds.
         */
        RetimeResponse: {
            /** Clips */
            clips: components["schemas"]["RetimedClip"][];
            /** Duration */
            duration: number;
            /** Project Id */
            project_id: string;
        };
        /**
         * RetryRequestDTO
         * @description What is to be another in the new round of a job; the rest stays as it was.
         */
        RetryRequestDTO: {
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt?: string;
            /**
             * @description Those sent; the others stay.
             * @default {}
             */
            params?: components["schemas"]["GenerationParams"];
            /**
             * Priority
             * @default 0
             */
            priority?: number;
            /**
             * Prompt
             * @default
             */
            prompt?: string;
            /**
             * Seed
             * @description -1: random.
             * @default -1
             */
            seed?: number;
            /**
             * Server Id
             * @description Null: any.
             */
            server_id?: string | null;
        };
        /**
         * Review
         * @description The verdict on a take.
         */
        Review: {
            /** At */
            at: string | null;
            /** Note */
            note: string | null;
            /** @default candidate */
            state: components["schemas"]["ReviewState"];
        };
        /**
         * ReviewResponse
         * @description What waits for a verdict in a project, in story order.
         */
        ReviewResponse: {
            /** Clips */
            clips: components["schemas"]["WaitingClip"][];
            /** Project Id */
            project_id: string;
            /**
             * Total
             * @description Clips, on all pages.
             */
            total: number;
        };
        /**
         * ReviewState
         * @description What people think of a take.
         * @enum {string}
         */
        ReviewState: "candidate" | "approved" | "rejected";
        /**
         * RootResponse
         * @description Who answers here.
         */
        RootResponse: {
            /** Message */
            message: string;
            /** Status */
            status: string;
            /** Version */
            version: string;
        };
        /**
         * RunnableWorkflow
         * @description A workflow a server can run: one that people stored, or one of the standard graphs.
         */
        RunnableWorkflow: {
            /**
             * Description
             * @default
             */
            description: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Source
             * @enum {string}
             */
            source: "stored" | "standard";
        };
        /**
         * SceneApprovalResponse
         * @description What became of a scene's chosen stills.
         */
        SceneApprovalResponse: {
            /**
             * Reviewed
             * @description How many stills there were.
             */
            reviewed: number;
            /** Scene Id */
            scene_id: string;
            /** Sequence */
            sequence: number;
            verdict: components["schemas"]["ReviewState"];
        };
        /**
         * SceneCreateDTO
         * @description A scene to be made.
         */
        SceneCreateDTO: {
            /**
             * Characters
             * @description Who is in it, by name.
             * @default []
             */
            characters?: string[];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Duration
             * @description In seconds; absent: the end of the last clip.
             */
            duration?: number | null;
            /**
             * Location
             * @default
             */
            location?: string;
            /**
             * Lyrics
             * @default
             */
            lyrics?: string;
            /** Name */
            name: string;
            /**
             * Notes
             * @default
             */
            notes?: string;
            /**
             * Number
             * @description The author's own.
             * @default
             */
            number?: string;
            /**
             * Order
             * @description Sort key; absent: last.
             */
            order?: number | null;
            /** Project Id */
            project_id: string;
            /**
             * Summary
             * @default
             */
            summary?: string;
            /**
             * Time Of Day
             * @default
             */
            time_of_day?: string;
            /**
             * Timeline Start
             * @description In the project, in seconds.
             * @default 0
             */
            timeline_start?: number;
        };
        /**
         * SceneListResponse
         * @description A project's scenes in story order, and how many there are.
         */
        SceneListResponse: {
            /** Scenes */
            scenes: components["schemas"]["SceneResponse"][];
            /** Total */
            total: number;
        };
        /**
         * SceneResponse
         * @description A scene.
         */
        SceneResponse: {
            /**
             * Alternate Number
             * @default 0
             */
            alternate_number: number;
            /**
             * Characters
             * @description Who is in it, by name.
             * @default []
             */
            characters: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Duration
             * @description In seconds; absent: the end of the last clip.
             */
            duration: number | null;
            /** Id */
            id: string;
            /**
             * Is Alternate
             * @default false
             */
            is_alternate: boolean;
            /**
             * Location
             * @default
             */
            location: string;
            /**
             * Lyrics
             * @default
             */
            lyrics: string;
            /** Name */
            name: string;
            /**
             * Notes
             * @default
             */
            notes: string;
            /**
             * Number
             * @description The author's own.
             * @default
             */
            number: string;
            /** Order */
            order: number;
            /** Parent Scene Id */
            parent_scene_id: string | null;
            /** Project Id */
            project_id: string;
            /**
             * Summary
             * @default
             */
            summary: string;
            /**
             * Time Of Day
             * @default
             */
            time_of_day: string;
            /**
             * Timeline Start
             * @description In the project, in seconds.
             * @default 0
             */
            timeline_start: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * SceneStatus
         * @description How many of a scene's clips have what.
         */
        SceneStatus: {
            /** Clips */
            clips: number;
            /** Images */
            images: number;
            /** Narrations */
            narrations: number;
            /** Scene Id */
            scene_id: string;
            /**
             * Sequence
             * @description From 1.
             */
            sequence: number;
            /** Title */
            title: string;
            /** Videos */
            videos: number;
        };
        /**
         * SceneUpdateDTO
         * @description What is to change on a scene.
         */
        SceneUpdateDTO: {
            /** Characters */
            characters?: string[];
            /** Description */
            description?: string;
            /** Duration */
            duration?: number | null;
            /** Location */
            location?: string;
            /** Lyrics */
            lyrics?: string;
            /** Name */
            name?: string;
            /** Notes */
            notes?: string;
            /** Number */
            number?: string;
            /** Order */
            order?: number;
            /** Summary */
            summary?: string;
            /** Time Of Day */
            time_of_day?: string;
            /** Timeline Start */
            timeline_start?: number;
        };
        /**
         * SceneWithClipsResponse
         * @description A scene and its clips.
         */
        SceneWithClipsResponse: {
            /**
             * Alternate Number
             * @default 0
             */
            alternate_number: number;
            /**
             * Characters
             * @description Who is in it, by name.
             * @default []
             */
            characters: string[];
            /** Clips */
            clips: components["schemas"]["ClipResponse"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Duration
             * @description In seconds; absent: the end of the last clip.
             */
            duration: number | null;
            /** Id */
            id: string;
            /**
             * Is Alternate
             * @default false
             */
            is_alternate: boolean;
            /**
             * Location
             * @default
             */
            location: string;
            /**
             * Lyrics
             * @default
             */
            lyrics: string;
            /** Name */
            name: string;
            /**
             * Notes
             * @default
             */
            notes: string;
            /**
             * Number
             * @description The author's own.
             * @default
             */
            number: string;
            /** Order */
            order: number;
            /** Parent Scene Id */
            parent_scene_id: string | null;
            /** Project Id */
            project_id: string;
            /**
             * Summary
             * @default
             */
            summary: string;
            /**
             * Time Of Day
             * @default
             */
            time_of_day: string;
            /**
             * Timeline Start
             * @description In the project, in seconds.
             * @default 0
             */
            timeline_start: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * ScriptImportDTO
         * @description A script to make a board of.
         */
        ScriptImportDTO: {
            /**
             * Filename
             * @description Its ending tells the kind.
             */
            filename?: string | null;
            /** Fps */
            fps?: (23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60) | null;
            /**
             * Kind
             * @description plain, transcript, markdown, fountain, fdx, srt; absent: by name and text.
             */
            kind?: string | null;
            /**
             * Name
             * @description Absent: the script's title.
             */
            name?: string | null;
            /**
             * Text
             * @description The script in it has 200000 characters at most.
             */
            text: string;
        };
        /**
         * ScriptReportResponse
         * @description How the script was read: counts, and all that was left out.
         */
        ScriptReportResponse: {
            /** Dropped */
            dropped: components["schemas"]["DroppedText"][];
            /** Recognised */
            recognised: {
                [key: string]: number;
            };
            /** Warnings */
            warnings: string[];
        };
        /**
         * SelectContentDTO
         * @description The takes to choose.
         */
        SelectContentDTO: {
            /** Audio Id */
            audio_id?: string | null;
            /**
             * Content Id
             * @description A take of content_type.
             */
            content_id?: string | null;
            /** @description Absent: found by the id. */
            content_type?: components["schemas"]["MediaKind"] | null;
            /** Image Id */
            image_id?: string | null;
            /** Video Id */
            video_id?: string | null;
        };
        /**
         * ServerReason
         * @description Why one server does not run the job just now.
         */
        ServerReason: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string;
        };
        /**
         * ServersHealth
         * @description The active ComfyUI servers.
         */
        ServersHealth: {
            /** Online */
            online: number;
            /** Total */
            total: number;
        };
        /**
         * ServerTrialDTO
         * @description An address to be tried out.
         */
        ServerTrialDTO: {
            /**
             * Api Key
             * @description Sent as `Authorization: Bearer …`.
             */
            api_key?: string | null;
            /**
             * Headers
             * @default {}
             */
            headers?: {
                [key: string]: string;
            } | null;
            /** Url */
            url: string;
        };
        /**
         * ServerTrialResponse
         * @description Every step towards a server, and which one failed.
         */
        ServerTrialResponse: {
            /** Ok */
            ok: boolean;
            /** Steps */
            steps: components["schemas"]["TrialStep"][];
        };
        /**
         * ServerType
         * @description How the server is spoken to.
         * @enum {string}
         */
        ServerType: "standard" | "runpod";
        /**
         * ServerUpdate
         * @description A server came, went or has trouble; it belongs to no project.
         */
        ServerUpdate: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            data: components["schemas"]["ServerUpdateData"];
            /**
             * Id
             * @description Rises from event to event.
             */
            id: number;
            /** Project Id */
            project_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "server_update";
        };
        /**
         * ServerUpdateData
         * @description How a server is.
         */
        ServerUpdateData: {
            /** Reason */
            reason: string | null;
            /** Server Id */
            server_id: string;
            state: components["schemas"]["LaneState"];
        };
        /**
         * ServerWorkflowsResponse
         * @description What a server can run, as far as it was seen.
         */
        ServerWorkflowsResponse: {
            /** Workflows */
            workflows: components["schemas"]["RunnableWorkflow"][];
        };
        /**
         * SettingView
         * @description One setting as it runs; secrets and paths show only that they are set.
         */
        SettingView: {
            /** Description */
            description: string;
            /** Name */
            name: string;
            /**
             * Reloadable
             * @description Whether a reload changes it; else a restart does.
             */
            reloadable: boolean;
            /**
             * Source
             * @description argument: of the command that started the server.
             * @enum {string}
             */
            source: "default" | "environment" | "file" | "argument";
            /**
             * Value
             * @description `***` for a secret or a path that is set.
             */
            value: string | number | boolean | null;
        };
        /**
         * Severity
         * @description How much it matters: an error spoils the cut, a warning shows in it, a note does not.
         * @enum {string}
         */
        Severity: "error" | "warning" | "note";
        /**
         * Shot
         * @description How the camera sees it, in the words of the trade: MS, low angle, dolly in.
         */
        Shot: {
            /**
             * Angle
             * @default
             */
            angle: string;
            /**
             * Move
             * @default
             */
            move: string;
            /**
             * Size
             * @default
             */
            size: string;
        };
        /**
         * Shot
         * @description How the camera sees it, in the words of the trade: MS, low angle, dolly in.
         */
        ShotDTO: {
            /**
             * Angle
             * @default
             */
            angle?: string;
            /**
             * Move
             * @default
             */
            move?: string;
            /**
             * Size
             * @default
             */
            size?: string;
        };
        /**
         * Silence
         * @description Why a clip gets no narration.
         * @enum {string}
         */
        Silence: "no_words" | "sung" | "narrated" | "no_service";
        /**
         * SilentClip
         * @description A clip that gets no narration, and why.
         */
        SilentClip: {
            /** Clip Id */
            clip_id: string;
            code: components["schemas"]["Silence"];
            /** Message */
            message: string;
        };
        /**
         * SkippedClip
         * @description A clip that stays as it is.
         */
        SkippedClip: {
            /** Clip Id */
            clip_id: string;
            /** Name */
            name: string;
            /** Why */
            why: string;
        };
        /**
         * SourceKind
         * @description How the text of a story is written; `prompt` is an idea of which the text is made.
         * @enum {string}
         */
        SourceKind: "prompt" | "plain" | "markdown" | "fountain" | "fdx" | "srt" | "transcript";
        /**
         * SpendingKind
         * @description What money is spent on.
         * @enum {string}
         */
        SpendingKind: "text" | "image" | "video" | "audio";
        /**
         * SpendingResponse
         * @description One entry of the ledger.
         */
        SpendingResponse: {
            /** Attempt */
            attempt: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Draft Id */
            draft_id: string | null;
            /**
             * Estimated
             * @default false
             */
            estimated: boolean;
            /** Id */
            id: string;
            /** Job Id */
            job_id: string | null;
            kind: components["schemas"]["SpendingKind"];
            /** Lane */
            lane: string;
            /**
             * Model
             * @default
             */
            model: string;
            /** Project Id */
            project_id: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Usd */
            usd: number;
        };
        /**
         * SpendingSum
         * @description Entries of one kind, lane, model and draft, added up.
         */
        SpendingSum: {
            /** Draft Id */
            draft_id: string | null;
            /** Entries */
            entries: number;
            /**
             * Estimated Usd
             * @description So much of it is estimated.
             */
            estimated_usd: number;
            kind: components["schemas"]["SpendingKind"];
            /** Lane */
            lane: string;
            /**
             * Model
             * @default
             */
            model: string;
            /** Usd */
            usd: number;
        };
        /**
         * SplitPiece
         * @description Another stretch of a clip; frames as the file counts them.
         */
        SplitPiece: {
            /** Clip Id */
            clip_id: string;
            /** Frames */
            frames: number;
            /** Name */
            name: string;
            /** Start */
            start: number;
        };
        /**
         * SpokenWord
         * @description A word, and when it is said; in seconds from the beginning of the sound.
         */
        SpokenWord: {
            /** End */
            end: number;
            /** Start */
            start: number;
            /** Text */
            text: string;
        };
        /**
         * Stats
         * @description How much there is of everything.
         */
        Stats: {
            /** Clips */
            clips: number;
            /**
             * Jobs By Status
             * @description Pictures, films and narration.
             */
            jobs_by_status: {
                [key: string]: number;
            };
            /** Media Files */
            media_files: number;
            /** Public Stories */
            public_stories: number;
            /** Scenes */
            scenes: number;
            /** Stories */
            stories: number;
            /** Stories By Status */
            stories_by_status: {
                [key: string]: number;
            };
            /** Users */
            users: number;
        };
        /**
         * StepError
         * @description Why a step, or one of its clips, has no result.
         */
        StepError: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Retryable */
            retryable: boolean;
        };
        /**
         * StepName
         * @description The steps of a draft, in their order; images are made beside narration.
         * @enum {string}
         */
        StepName: "write" | "analyse" | "outline" | "cast_and_style" | "shots" | "prompts" | "narration" | "images" | "retime" | "videos" | "finish";
        /**
         * StepStatus
         * @description How a step fares.
         * @enum {string}
         */
        StepStatus: "pending" | "running" | "completed" | "partial" | "failed" | "skipped";
        /**
         * StorageHealth
         * @description The folder of the media files.
         */
        StorageHealth: {
            /** Free Mb */
            free_mb: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "up" | "down";
        };
        /**
         * StoriesOfDeleted
         * @description What becomes of the stories of a user who is deleted.
         * @enum {string}
         */
        StoriesOfDeleted: "keep" | "delete";
        /**
         * StoryAct
         * @description What may be done to a story's draft by setting the story's status.
         * @enum {string}
         */
        StoryAct: "cancelled" | "processing";
        /**
         * StoryCheck
         * @description Something to be looked at, and what can be done about it.
         */
        StoryCheck: {
            /** Advice */
            advice: string;
            /**
             * Clip Ids
             * @description In story order.
             * @default []
             */
            clip_ids: string[];
            code: components["schemas"]["CheckCode"];
            /** Message */
            message: string;
            /** Scene Id */
            scene_id: string | null;
            severity: components["schemas"]["Severity"];
        };
        /**
         * StoryCreateDTO
         * @description An idea or a script, and what is to be made of it.
         */
        StoryCreateDTO: {
            /**
             * Auto Approve
             * @description False: stop at both gates, whatever review says.
             */
            auto_approve?: boolean | null;
            brief?: components["schemas"]["BriefDTO"] | null;
            /** Budget Usd */
            budget_usd?: number | null;
            /**
             * Filename
             * @description Its ending tells the kind.
             */
            filename?: string | null;
            /**
             * Images
             * @default true
             */
            images?: boolean;
            /** @description How the script is written; absent: found in it. */
            kind?: components["schemas"]["SourceKind"] | null;
            /**
             * Language
             * @description BCP 47; absent: found in it.
             */
            language?: string | null;
            /** @default {} */
            models?: components["schemas"]["DraftModelsDTO"];
            /**
             * Narrate Action
             * @description Say what is seen, too.
             * @default false
             */
            narrate_action?: boolean;
            /**
             * Narration
             * @default true
             */
            narration?: boolean;
            /** Num Scenes */
            num_scenes?: number | null;
            /**
             * Prompt
             * @description An idea, of which a language model writes the story.
             */
            prompt?: string | null;
            /** @default {} */
            providers?: components["schemas"]["DraftProvidersDTO"];
            /**
             * Review
             * @description Gates at which it stops.
             * @default []
             */
            review?: components["schemas"]["Gate"][];
            /**
             * Script
             * @description The story itself; its words stay as they are. At most 200000 characters, which are counted without the markup of FDX.
             */
            script?: string | null;
            /**
             * Style
             * @description Id or name of a template; locks the project's.
             */
            style?: string | null;
            /**
             * Title
             * @description Absent: the script's own.
             */
            title?: string | null;
            /**
             * User Id
             * @description Whose story it is.
             */
            user_id?: string | null;
            /**
             * Videos
             * @description Films of the approved stills.
             * @default false
             */
            videos?: boolean;
            /** @description Absent: the project's. */
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * StoryDefaults
         * @description What a user's new stories begin with, where their orders say nothing else.
         */
        StoryDefaults: {
            /** Num Scenes */
            num_scenes: number | null;
            /** @default {} */
            providers: components["schemas"]["DraftProviders"];
            /**
             * Style
             * @description Id or name of a template.
             */
            style: string | null;
            voice: components["schemas"]["Voice"] | null;
        };
        /**
         * StoryDefaults
         * @description What a user's new stories begin with, where their orders say nothing else.
         */
        StoryDefaultsDTO: {
            /** Num Scenes */
            num_scenes?: number | null;
            /** @default {} */
            providers?: components["schemas"]["DraftProvidersDTO"];
            /**
             * Style
             * @description Id or name of a template.
             */
            style?: string | null;
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * StoryDetailResponse
         * @description A story with its scenes.
         */
        StoryDetailResponse: {
            brief: components["schemas"]["Brief"] | null;
            /** Cover Image Url */
            cover_image_url: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Draft Id */
            draft_id: string | null;
            /**
             * Error Code
             * @description CANCELLED if its draft was.
             */
            error_code: string | null;
            /**
             * Progress
             * @description The draft's, in percent.
             */
            progress: number;
            /**
             * Prompt
             * @description The idea it was written from, if there was one.
             */
            prompt: string;
            /** Scenes */
            scenes: components["schemas"]["StorySceneResponse"][];
            /** @description Its newest draft's own; null: there is none. */
            state: components["schemas"]["DraftStatus"] | null;
            status: components["schemas"]["StoryStatus"];
            /**
             * Story Id
             * @description The project's id.
             */
            story_id: string;
            /**
             * Style
             * @description The name of its style template.
             */
            style: string | null;
            /** Style Template Id */
            style_template_id: string | null;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** User Id */
            user_id: string | null;
            visibility: components["schemas"]["Visibility"];
        };
        /** StoryForm */
        StoryForm: {
            /**
             * Auto Approve
             * @description False: stop at both gates, whatever review says.
             */
            auto_approve?: boolean | null;
            brief?: components["schemas"]["BriefDTO"] | null;
            /** Budget Usd */
            budget_usd?: number | null;
            file: Blob;
            /**
             * Filename
             * @description Its ending tells the kind.
             */
            filename?: string | null;
            /**
             * Images
             * @default true
             */
            images?: boolean;
            /** @description How the script is written; absent: found in it. */
            kind?: components["schemas"]["SourceKind"] | null;
            /**
             * Language
             * @description BCP 47; absent: found in it.
             */
            language?: string | null;
            /** @default {} */
            models?: components["schemas"]["DraftModelsDTO"];
            /**
             * Narrate Action
             * @description Say what is seen, too.
             * @default false
             */
            narrate_action?: boolean;
            /**
             * Narration
             * @default true
             */
            narration?: boolean;
            /** Num Scenes */
            num_scenes?: number | null;
            /**
             * Prompt
             * @description An idea, of which a language model writes the story.
             */
            prompt?: string | null;
            /** @default {} */
            providers?: components["schemas"]["DraftProvidersDTO"];
            /**
             * Review
             * @description Gates at which it stops.
             * @default []
             */
            review?: components["schemas"]["Gate"][];
            /**
             * Style
             * @description Id or name of a template; locks the project's.
             */
            style?: string | null;
            /**
             * Title
             * @description Absent: the script's own.
             */
            title?: string | null;
            /**
             * User Id
             * @description Whose story it is.
             */
            user_id?: string | null;
            /**
             * Videos
             * @description Films of the approved stills.
             * @default false
             */
            videos?: boolean;
            /** @description Absent: the project's. */
            voice?: components["schemas"]["VoiceDTO"] | null;
        };
        /**
         * StoryListResponse
         * @description A page of stories, how many there are on all pages, and where the next one begins.
         */
        StoryListResponse: {
            /**
             * Next Cursor
             * @description Null: this was the last page.
             */
            next_cursor: string | null;
            /** Stories */
            stories: components["schemas"]["StoryResponse"][];
            /** Total */
            total: number;
        };
        /**
         * StoryOrder
         * @description In which order stories are listed; `updated` has the latest change first.
         * @enum {string}
         */
        StoryOrder: "newest" | "oldest" | "updated" | "title";
        /**
         * StoryResponse
         * @description A story as lists show it.
         */
        StoryResponse: {
            brief: components["schemas"]["Brief"] | null;
            /** Cover Image Url */
            cover_image_url: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Draft Id */
            draft_id: string | null;
            /**
             * Error Code
             * @description CANCELLED if its draft was.
             */
            error_code: string | null;
            /**
             * Progress
             * @description The draft's, in percent.
             */
            progress: number;
            /**
             * Prompt
             * @description The idea it was written from, if there was one.
             */
            prompt: string;
            /** @description Its newest draft's own; null: there is none. */
            state: components["schemas"]["DraftStatus"] | null;
            status: components["schemas"]["StoryStatus"];
            /**
             * Story Id
             * @description The project's id.
             */
            story_id: string;
            /**
             * Style
             * @description The name of its style template.
             */
            style: string | null;
            /** Style Template Id */
            style_template_id: string | null;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** User Id */
            user_id: string | null;
            visibility: components["schemas"]["Visibility"];
        };
        /**
         * StorySceneResponse
         * @description A scene of a story, with what is shown and heard of its clips.
         */
        StorySceneResponse: {
            /**
             * Audio Url
             * @description The first clip's narration.
             */
            audio_url: string | null;
            /**
             * Audio Urls
             * @description The narration of each clip that has any.
             */
            audio_urls: string[];
            /** Clips */
            clips: components["schemas"]["ClipResponse"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Image Prompt
             * @description The first clip's that has one.
             */
            image_prompt: string;
            /**
             * Image Url
             * @description The first still that is selected.
             */
            image_url: string | null;
            /** Scene Id */
            scene_id: string;
            /**
             * Sequence
             * @description 1 is the first.
             */
            sequence: number;
            /** Story Id */
            story_id: string;
            /**
             * Text
             * @description What its clips say, one after the other.
             */
            text: string;
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * StorySource
         * @description Where a project's words are from; the text itself is kept with the draft that read it.
         */
        StorySource: {
            kind: components["schemas"]["SourceKind"];
            /** Language */
            language: string | null;
            /**
             * Prompt
             * @default
             */
            prompt: string;
        };
        /**
         * StoryStartedResponse
         * @description A story that is in the making.
         */
        StoryStartedResponse: {
            /**
             * Cost Estimate
             * @description US dollars; null: nothing, or not known.
             */
            cost_estimate: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Draft Id */
            draft_id: string;
            /** Error */
            error: string | null;
            state: components["schemas"]["DraftStatus"];
            /**
             * Status
             * @description pending, processing, completed or failed.
             */
            status: string;
            /** Story Id */
            story_id: string;
            /** Title */
            title: string;
        };
        /**
         * StoryStatus
         * @description How a story stands, in the words of older clients; the state of its draft says more.
         * @enum {string}
         */
        StoryStatus: "pending" | "processing" | "completed" | "failed";
        /**
         * StoryStatusResponse
         * @description How a story stands.
         */
        StoryStatusResponse: {
            /** Clips */
            clips: components["schemas"]["ClipStatus"][];
            /**
             * Cost
             * @description US dollars, so far.
             */
            cost: number;
            /**
             * Current Step
             * @description From 1; 0: none has begun.
             */
            current_step: number;
            /**
             * Description
             * @description What is being done, in words for people.
             */
            description: string;
            /**
             * Draft Id
             * @description Null: nothing was drafted.
             */
            draft_id: string | null;
            /**
             * Error Code
             * @description Of a story that failed or was cancelled.
             */
            error_code: string | null;
            /** Errors */
            errors: components["schemas"]["DraftError"][];
            /** @description Where it waits for a review. */
            gate: components["schemas"]["Gate"] | null;
            /**
             * Progress
             * @description In percent; 100 only when all is completed.
             */
            progress: number;
            /** Scenes */
            scenes: components["schemas"]["SceneStatus"][];
            /** @description The draft's own; null: nothing was drafted. */
            state: components["schemas"]["DraftStatus"] | null;
            /**
             * Status
             * @description pending, processing, completed or failed.
             */
            status: string;
            step: components["schemas"]["StepName"] | null;
            /** Story Id */
            story_id: string;
            /** Total Steps */
            total_steps: number;
        };
        /**
         * StoryUpdateDTO
         * @description What is to change on a story.
         */
        StoryUpdateDTO: {
            brief?: components["schemas"]["BriefDTO"] | null;
            /**
             * Cover Take
             * @description A still of the story; null: the first one.
             */
            cover_take?: string | null;
            /** @description Stops its draft, or lets it go on; nothing else can be set. */
            status?: components["schemas"]["StoryAct"];
            /**
             * Style
             * @description Id or name of a template.
             */
            style?: string | null;
            /** Tags */
            tags?: string[];
            /** Title */
            title?: string;
            visibility?: components["schemas"]["Visibility"];
        };
        /**
         * SubtitleCue
         * @description What is read between two moments of the cut, in seconds; two lines at most.
         */
        SubtitleCue: {
            /** Clip Id */
            clip_id: string;
            /** End */
            end: number;
            /** Start */
            start: number;
            /** Text */
            text: string;
        };
        /**
         * SubtitleFormat
         * @description How subtitles are written.
         * @enum {string}
         */
        SubtitleFormat: "srt" | "vtt" | "json";
        /**
         * SubtitlesResponse
         * @description The subtitles of the cut.
         */
        SubtitlesResponse: {
            /** Cues */
            cues: components["schemas"]["SubtitleCue"][];
        };
        /**
         * SuccessResponse
         * @description It is done.
         */
        SuccessResponse: {
            /** Message */
            message: string;
        };
        /**
         * SyncModelsResponse
         * @description What the server has, as it told just now.
         */
        SyncModelsResponse: {
            /** Message */
            message: string;
            /** Models */
            models: components["schemas"]["ModelResponse"][];
        };
        /**
         * TakesIncluded
         * @description Which takes a download holds.
         * @enum {string}
         */
        TakesIncluded: "selected" | "approved" | "all";
        /**
         * TemplateCreateDTO
         * @description A template to be made.
         */
        TemplateCreateDTO: {
            /**
             * Category
             * @description custom, cinematic, anime, realistic, artistic, abstract, or a word of yours.
             * @default custom
             */
            category?: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Is Public
             * @default false
             */
            is_public?: boolean;
            /**
             * Loras
             * @default []
             */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /** Name */
            name: string;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt?: string;
            /**
             * Params
             * @description As in a generation's params.
             * @default {}
             */
            params?: {
                [key: string]: unknown;
            };
            /** Preview Url */
            preview_url?: string | null;
            /** Project Id */
            project_id?: string | null;
            /**
             * Prompt Prefix
             * @default
             */
            prompt_prefix?: string;
            /**
             * Prompt Suffix
             * @default
             */
            prompt_suffix?: string;
        };
        /**
         * TemplateResponse
         * @description A template.
         */
        TemplateResponse: {
            /**
             * Category
             * @description custom, cinematic, anime, realistic, artistic, abstract, or a word of yours.
             * @default custom
             */
            category: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Id */
            id: string;
            /**
             * Is Public
             * @default false
             */
            is_public: boolean;
            /**
             * Loras
             * @default []
             */
            loras: components["schemas"]["LoraUse"][];
            /** Model */
            model: string | null;
            /** Name */
            name: string;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt: string;
            /**
             * Params
             * @description As in a generation's params.
             * @default {}
             */
            params: {
                [key: string]: unknown;
            };
            /** Preview Url */
            preview_url: string | null;
            /** Project Id */
            project_id: string | null;
            /**
             * Prompt Prefix
             * @default
             */
            prompt_prefix: string;
            /**
             * Prompt Suffix
             * @default
             */
            prompt_suffix: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Use Count
             * @default 0
             */
            use_count: number;
        };
        /**
         * TemplateUpdateDTO
         * @description What is to change on a template.
         */
        TemplateUpdateDTO: {
            /** Category */
            category?: string;
            /** Description */
            description?: string;
            /** Is Public */
            is_public?: boolean;
            /** Loras */
            loras?: components["schemas"]["LoraUseDTO"][];
            /** Model */
            model?: string | null;
            /** Name */
            name?: string;
            /** Negative Prompt */
            negative_prompt?: string;
            /** Params */
            params?: {
                [key: string]: unknown;
            };
            /** Preview Url */
            preview_url?: string | null;
            /** Project Id */
            project_id?: string | null;
            /** Prompt Prefix */
            prompt_prefix?: string;
            /** Prompt Suffix */
            prompt_suffix?: string;
        };
        /**
         * TimedClip
         * @description A clip of the project.
         */
        TimedClip: {
            /** Clip Id */
            clip_id: string;
            /** Name */
            name: string;
        };
        /**
         * TimelineAnalysis
         * @description What is to be said about a scene's timeline.
         */
        TimelineAnalysis: {
            /** Gaps */
            gaps: components["schemas"]["Gap"][];
            /** Has Issues */
            has_issues: boolean;
            /** Overlaps */
            overlaps: components["schemas"]["Overlap"][];
            /** Scene Id */
            scene_id: string;
            summary: components["schemas"]["TimelineSummary"];
            /** Total Clips */
            total_clips: number;
        };
        /**
         * TimelinePositionDTO
         * @description Where the clip is to go.
         */
        TimelinePositionDTO: {
            /**
             * Position
             * @description Seconds, kept in hundredths.
             */
            position: number;
        };
        /**
         * TimelinePositionResponse
         * @description Where the clip is now.
         */
        TimelinePositionResponse: {
            /** Clip Id */
            clip_id: string;
            /** Message */
            message: string;
            /** New Position */
            new_position: number;
            timeline_summary: components["schemas"]["TimelineSummary"];
        };
        /**
         * TimelineSummary
         * @description A scene's timeline in short; durations in seconds, alternates not counted twice.
         */
        TimelineSummary: {
            /** Gaps */
            gaps: components["schemas"]["Gap"][];
            /** Timeline End */
            timeline_end: number;
            /** Total Clips */
            total_clips: number;
            /** Total Duration */
            total_duration: number;
        };
        /**
         * TimingChange
         * @description A clip that begins elsewhere in the cut, or is longer or shorter; in frames.
         */
        TimingChange: {
            /** After */
            after: number;
            /** Before */
            before: number;
            /** Clip Id */
            clip_id: string;
            /** Name */
            name: string;
        };
        /**
         * TimingResponse
         * @description What a cut changes in a project, or would.
         */
        TimingResponse: {
            /**
             * Applied
             * @description False: the project is as it was.
             */
            applied: boolean;
            /** Matched */
            matched: number;
            /** Missing */
            missing: components["schemas"]["TimedClip"][];
            /** Moved */
            moved: components["schemas"]["TimingChange"][];
            /** New */
            new: components["schemas"]["NewStretch"][];
            /** Resized */
            resized: components["schemas"]["TimingChange"][];
            /** Skipped */
            skipped: components["schemas"]["SkippedClip"][];
            /** Split */
            split: components["schemas"]["SplitPiece"][];
        };
        /** TimingUpload */
        TimingUpload: {
            /** @default false */
            apply?: boolean;
            /** @default false */
            create?: boolean;
            file: Blob;
        };
        /**
         * TrialStep
         * @description One step; after one that failed the others are skipped.
         */
        TrialStep: {
            /**
             * Ms
             * @description How long it took, in milliseconds.
             */
            ms: number;
            /** Name */
            name: string;
            /** Ok */
            ok: boolean;
            /** Reason */
            reason: string | null;
        };
        /**
         * UploadCharacterImagesResponse
         * @description Pictures of a character were stored.
         */
        UploadCharacterImagesResponse: {
            files: components["schemas"]["CharacterImages"];
            /** Message */
            message: string;
        };
        /**
         * UploadImageResponse
         * @description A picture was stored.
         */
        UploadImageResponse: {
            /**
             * File Path
             * @description The storage key, to be sent back where a file is meant.
             */
            file_path: string;
            /**
             * File Url
             * @description Where it can be fetched.
             */
            file_url: string;
            /** Message */
            message: string;
        };
        /**
         * UploadMusicResponse
         * @description A song was stored.
         */
        UploadMusicResponse: {
            /**
             * Duration
             * @description In seconds.
             */
            duration: number;
            /**
             * File Path
             * @description The storage key, to be sent back where a file is meant.
             */
            file_path: string;
            /**
             * File Url
             * @description Where it can be fetched.
             */
            file_url: string;
            /** Message */
            message: string;
        };
        /**
         * UsedTemplateResponse
         * @description A template, and the clip it was applied to, if one was named.
         */
        UsedTemplateResponse: {
            /**
             * Category
             * @description custom, cinematic, anime, realistic, artistic, abstract, or a word of yours.
             * @default custom
             */
            category: string;
            clip: components["schemas"]["ClipResponse"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Id */
            id: string;
            /**
             * Is Public
             * @default false
             */
            is_public: boolean;
            /**
             * Loras
             * @default []
             */
            loras: components["schemas"]["LoraUse"][];
            /** Model */
            model: string | null;
            /** Name */
            name: string;
            /**
             * Negative Prompt
             * @default
             */
            negative_prompt: string;
            /**
             * Params
             * @description As in a generation's params.
             * @default {}
             */
            params: {
                [key: string]: unknown;
            };
            /** Preview Url */
            preview_url: string | null;
            /** Project Id */
            project_id: string | null;
            /**
             * Prompt Prefix
             * @default
             */
            prompt_prefix: string;
            /**
             * Prompt Suffix
             * @default
             */
            prompt_suffix: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Use Count
             * @default 0
             */
            use_count: number;
        };
        /**
         * UserActivity
         * @description When a user made their stories, and worked on them.
         */
        UserActivity: {
            /** First Story At */
            first_story_at: string | null;
            /** Last Change At */
            last_change_at: string | null;
            /** Last Story At */
            last_story_at: string | null;
            /** Stories Last 7 Days */
            stories_last_7_days: number;
            /** Stories Last 30 Days */
            stories_last_30_days: number;
        };
        /**
         * UserCreateDTO
         * @description A user to be made.
         */
        UserCreateDTO: {
            /** Display Name */
            display_name?: string | null;
            /**
             * Email
             * @description Unique, whether in capitals or not.
             */
            email: string;
            /**
             * External Id
             * @description In a system of yours.
             */
            external_id?: string | null;
            /** Username */
            username?: string | null;
        };
        /**
         * UserOverview
         * @description How much a user has; alternates are not counted.
         */
        UserOverview: {
            /** Public Stories */
            public_stories: number;
            /** Stories By Status */
            stories_by_status: {
                [key: string]: number;
            };
            /** Total Clips */
            total_clips: number;
            /** Total Images */
            total_images: number;
            /** Total Narrations */
            total_narrations: number;
            /** Total Scenes */
            total_scenes: number;
            /**
             * Total Seconds
             * @description How long all clips are together.
             */
            total_seconds: number;
            /** Total Stories */
            total_stories: number;
            /** Total Videos */
            total_videos: number;
        };
        /**
         * UserPerformance
         * @description How the pictures, films and narration of a user's stories were made.
         */
        UserPerformance: {
            /**
             * Average Job Seconds
             * @description From start to end of completed ones.
             */
            average_job_seconds: number | null;
            /**
             * Cost Usd
             * @description What paid services charged for them.
             */
            cost_usd: number;
            /** Jobs By Status */
            jobs_by_status: {
                [key: string]: number;
            };
            /**
             * Success Rate
             * @description Completed of all that were completed or failed, 0 to 1; null: none were.
             */
            success_rate: number | null;
        };
        /**
         * UserResponse
         * @description A user.
         */
        UserResponse: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string | null;
            /** Email */
            email: string;
            /** External Id */
            external_id: string | null;
            /** Id */
            id: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Username */
            username: string | null;
        };
        /**
         * UserStats
         * @description A user's figures.
         */
        UserStats: {
            activity: components["schemas"]["UserActivity"];
            overview: components["schemas"]["UserOverview"];
            performance: components["schemas"]["UserPerformance"];
        };
        /**
         * UserStoriesResponse
         * @description A page of a user's stories.
         */
        UserStoriesResponse: {
            /**
             * Next Cursor
             * @description Null: this was the last page.
             */
            next_cursor: string | null;
            /** Stories */
            stories: components["schemas"]["StoryResponse"][];
            /** Total */
            total: number;
            /** User Id */
            user_id: string;
        };
        /**
         * UserUpdateDTO
         * @description What is to change on a user.
         */
        UserUpdateDTO: {
            /** Display Name */
            display_name?: string | null;
            /** Email */
            email?: string;
            /** External Id */
            external_id?: string | null;
            /** Username */
            username?: string | null;
        };
        /**
         * Verdict
         * @description What is decided.
         * @enum {string}
         */
        Verdict: "approve" | "reject";
        /**
         * Visibility
         * @description Who finds a story in lists.
         * @enum {string}
         */
        Visibility: "private" | "public";
        /**
         * Voice
         * @description Who speaks, and how fast.
         */
        Voice: {
            /** Model */
            model: string | null;
            /**
             * Provider
             * @description A lane of speech; absent: chosen by auto.
             */
            provider: string | null;
            /**
             * Speed
             * @default 1
             */
            speed: number;
            /**
             * Voice Id
             * @description As the provider calls it.
             * @default
             */
            voice_id: string;
        };
        /**
         * Voice
         * @description Who speaks, and how fast.
         */
        VoiceDTO: {
            /** Model */
            model?: string | null;
            /**
             * Provider
             * @description A lane of speech; absent: chosen by auto.
             */
            provider?: string | null;
            /**
             * Speed
             * @default 1
             */
            speed?: number;
            /**
             * Voice Id
             * @description As the provider calls it.
             * @default
             */
            voice_id?: string;
        };
        /**
         * WaitingClip
         * @description A clip of which takes wait for a verdict, and what it is about.
         */
        WaitingClip: {
            /** Action */
            action: string;
            /** Clip Id */
            clip_id: string;
            /** Clip Name */
            clip_name: string;
            /** Dialogue */
            dialogue: string;
            /** Image Prompt */
            image_prompt: string;
            /**
             * Length
             * @description In seconds.
             */
            length: number;
            /** Lyrics */
            lyrics: string;
            /** Scene Id */
            scene_id: string;
            /** Scene Name */
            scene_name: string;
            /** Selected Audio Id */
            selected_audio_id: string | null;
            /** Selected Image Id */
            selected_image_id: string | null;
            /** Selected Video Id */
            selected_video_id: string | null;
            /**
             * Sequence
             * @description Of the scene; 1 is the first.
             */
            sequence: number;
            /**
             * Takes
             * @description Those that wait, newest first.
             */
            takes: components["schemas"]["GeneratedContent"][];
            /**
             * Timeline Position
             * @description Start in the scene, in seconds.
             */
            timeline_position: number;
            /** Video Prompt */
            video_prompt: string;
        };
        /**
         * WaitingCode
         * @description Why a job waits.
         * @enum {string}
         */
        WaitingCode: "paused" | "blocked" | "retry_at" | "no_capable_server" | "servers_offline" | "lane_paused" | "fair_share" | "behind" | "held_for" | "storage" | "budget";
        /**
         * WaitingReport
         * @description Why a job waits, server by server.
         */
        WaitingReport: {
            code: components["schemas"]["WaitingCode"];
            /**
             * Servers
             * @default []
             */
            servers: components["schemas"]["ServerReason"][];
            /** Since */
            since: string | null;
            /** Text */
            text: string;
        };
        /**
         * WhichTakes
         * @description Which takes wait: the chosen ones, or all on which nobody has decided.
         * @enum {string}
         */
        WhichTakes: "selected" | "all";
        /**
         * WorkerRegistrationResponse
         * @description The server a worker works for.
         */
        WorkerRegistrationResponse: {
            /**
             * Is Online
             * @description Whether it was reached from here at the last look.
             */
            is_online: boolean;
            /**
             * Max Concurrent
             * @description Jobs it may have at once, ours and its workers'.
             */
            max_concurrent: number;
            /** Server Id */
            server_id: string;
            /** Server Name */
            server_name: string;
        };
        /**
         * WorkerReportDTO
         * @description How a job ended.
         */
        WorkerReportDTO: {
            /**
             * Error
             * @description Why it failed.
             */
            error?: string | null;
            /**
             * Result Url
             * @description Where the file is to be fetched from.
             */
            result_url?: string | null;
            /** Success */
            success?: boolean | null;
            /**
             * Token
             * @description That of the lease the job came with.
             */
            token?: number | null;
        };
        /**
         * WorkflowCheckResponse
         * @description What was found, node by node.
         */
        WorkflowCheckResponse: {
            /** Ok */
            ok: boolean;
            /** Problems */
            problems: components["schemas"]["WorkflowProblem"][];
        };
        /**
         * WorkflowCreateDTO
         * @description A workflow to be kept; a graph may also be sent as it is.
         */
        WorkflowCreateDTO: {
            /**
             * Bindings
             * @description Where parameters go; absent: guessed from the node classes.
             */
            bindings?: {
                [key: string]: string[][];
            } | null;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Graph */
            graph: {
                [key: string]: unknown;
            } | string;
            /**
             * Name
             * @default Workflow
             */
            name?: string;
        };
        /**
         * WorkflowListResponse
         * @description Workflows, newest first.
         */
        WorkflowListResponse: {
            /** Total */
            total: number;
            /** Workflows */
            workflows: components["schemas"]["WorkflowSummaryResponse"][];
        };
        /**
         * WorkflowProblem
         * @description Why a server would refuse a workflow.
         */
        WorkflowProblem: {
            /** Class Type */
            class_type: string;
            /**
             * Field
             * @description The input; null where the node itself is the problem.
             */
            field: string | null;
            /**
             * Node
             * @description The node's id in the graph.
             */
            node: string;
            /** Problem */
            problem: string;
        };
        /**
         * WorkflowResponse
         * @description A workflow with its graph, and where its parameters go.
         */
        WorkflowResponse: {
            /** Bindings */
            bindings: {
                [key: string]: string[][];
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Graph */
            graph: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /**
             * Name
             * @default Workflow
             */
            name: string;
            /** Node Classes */
            node_classes: string[];
            /**
             * Placeholders
             * @description Names in {{…}}; with any, bindings are not used.
             */
            placeholders: string[];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * WorkflowSummaryResponse
         * @description A workflow without its graph.
         */
        WorkflowSummaryResponse: {
            /** Bindings */
            bindings: {
                [key: string]: string[][];
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Id */
            id: string;
            /**
             * Name
             * @default Workflow
             */
            name: string;
            /** Node Classes */
            node_classes: string[];
            /**
             * Placeholders
             * @description Names in {{…}}; with any, bindings are not used.
             */
            placeholders: string[];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * WorkflowUpdateDTO
         * @description What is to change on a workflow.
         */
        WorkflowUpdateDTO: {
            /** Bindings */
            bindings?: {
                [key: string]: string[][];
            };
            /** Description */
            description?: string;
            /** Graph */
            graph?: {
                [key: string]: unknown;
            } | string;
            /** Name */
            name?: string;
        };
    };
    responses: {
        /** @description `RATE_MISMATCH`, `VALIDATION_ERROR` */
        "400.RATE_MISMATCH.VALIDATION_ERROR": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "RATE_MISMATCH" | "VALIDATION_ERROR";
                    };
                };
            };
        };
        /** @description `VALIDATION_ERROR` */
        "400.VALIDATION_ERROR": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "VALIDATION_ERROR";
                    };
                };
            };
        };
        /** @description `RESOURCE_NOT_FOUND` */
        "404.RESOURCE_NOT_FOUND": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "RESOURCE_NOT_FOUND";
                    };
                };
            };
        };
        /** @description `RESOURCE_NOT_FOUND`, `UNKNOWN_EXPORT_FORMAT` */
        "404.RESOURCE_NOT_FOUND.UNKNOWN_EXPORT_FORMAT": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "RESOURCE_NOT_FOUND" | "UNKNOWN_EXPORT_FORMAT";
                    };
                };
            };
        };
        /** @description `CONFLICT` */
        "409.CONFLICT": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "CONFLICT";
                    };
                };
            };
        };
        /** @description `CONFLICT`, `IDEMPOTENCY_KEY_REUSED` */
        "409.CONFLICT.IDEMPOTENCY_KEY_REUSED": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "CONFLICT" | "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
        };
        /** @description `EMPTY_TIMELINE` */
        "409.EMPTY_TIMELINE": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "EMPTY_TIMELINE";
                    };
                };
            };
        };
        /** @description `EMPTY_TIMELINE`, `CONFLICT` */
        "409.EMPTY_TIMELINE.CONFLICT": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "EMPTY_TIMELINE" | "CONFLICT";
                    };
                };
            };
        };
        /** @description `EXPORT_NOT_READY` */
        "409.EXPORT_NOT_READY": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "EXPORT_NOT_READY";
                    };
                };
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED` */
        "409.IDEMPOTENCY_KEY_REUSED": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
        };
        /** @description `TIMELINE_OVERLAP` */
        "409.TIMELINE_OVERLAP": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "TIMELINE_OVERLAP";
                    };
                };
            };
        };
        /** @description `PAYLOAD_TOO_LARGE` */
        "413.PAYLOAD_TOO_LARGE": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
        };
        /** @description `UNSUPPORTED_MEDIA_TYPE` */
        "415.UNSUPPORTED_MEDIA_TYPE": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
        };
        /** @description `HTTP_ERROR`: the part lies behind the end. */
        "416.HTTP_ERROR": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "HTTP_ERROR";
                    };
                };
            };
        };
        /** @description `PROVIDER_RATE_LIMITED` */
        "429.PROVIDER_RATE_LIMITED": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_RATE_LIMITED";
                    };
                };
            };
        };
        /** @description `RATE_LIMITED` */
        "429.RATE_LIMITED": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "RATE_LIMITED";
                    };
                };
            };
        };
        /** @description `INTERNAL_ERROR` */
        "500.INTERNAL_ERROR": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "INTERNAL_ERROR";
                    };
                };
            };
        };
        /** @description `PROVIDER_AUTH_FAILED`, `PROVIDER_MISCONFIGURED`, `PROVIDER_BAD_OUTPUT`, `QUOTA_EXHAUSTED`, `PROVIDER_REJECTED` */
        "502.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED.PROVIDER_BAD_OUTPUT.QUOTA_EXHAUSTED.PROVIDER_REJECTED": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_AUTH_FAILED" | "PROVIDER_MISCONFIGURED" | "PROVIDER_BAD_OUTPUT" | "QUOTA_EXHAUSTED" | "PROVIDER_REJECTED";
                    };
                };
            };
        };
        /** @description `PROVIDER_ERROR` */
        "502.PROVIDER_ERROR": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_ERROR";
                    };
                };
            };
        };
        /** @description `PROVIDER_ERROR`, `PROVIDER_AUTH_FAILED`, `PROVIDER_MISCONFIGURED` */
        "502.PROVIDER_ERROR.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_ERROR" | "PROVIDER_AUTH_FAILED" | "PROVIDER_MISCONFIGURED";
                    };
                };
            };
        };
        /** @description `DATABASE_UNAVAILABLE` */
        "503.DATABASE_UNAVAILABLE": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE";
                    };
                };
            };
        };
        /** @description `PROVIDER_NOT_CONFIGURED`, `DATABASE_UNAVAILABLE` */
        "503.PROVIDER_NOT_CONFIGURED.DATABASE_UNAVAILABLE": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_NOT_CONFIGURED" | "DATABASE_UNAVAILABLE";
                    };
                };
            };
        };
        /** @description `PROVIDER_NOT_CONFIGURED`, `PROVIDER_TIMEOUT`, `PROVIDER_UNAVAILABLE`, `DATABASE_UNAVAILABLE` */
        "503.PROVIDER_NOT_CONFIGURED.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_NOT_CONFIGURED" | "PROVIDER_TIMEOUT" | "PROVIDER_UNAVAILABLE" | "DATABASE_UNAVAILABLE";
                    };
                };
            };
        };
        /** @description `PROVIDER_TIMEOUT`, `PROVIDER_UNAVAILABLE`, `DATABASE_UNAVAILABLE` */
        "503.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_TIMEOUT" | "PROVIDER_UNAVAILABLE" | "DATABASE_UNAVAILABLE";
                    };
                };
            };
        };
        /** @description `PROVIDER_UNAVAILABLE`, `DATABASE_UNAVAILABLE` */
        "503.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "PROVIDER_UNAVAILABLE" | "DATABASE_UNAVAILABLE";
                    };
                };
            };
        };
        /** @description `STORAGE_FULL` */
        "507.STORAGE_FULL": {
            headers: {
                "X-API-Version": components["headers"]["X-API-Version"];
                "X-Request-ID": components["headers"]["X-Request-ID"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"] & {
                    error: {
                        /** @enum {string} */
                        code: "STORAGE_FULL";
                    };
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description true: the path will go. */
        Deprecation: string;
        /** @description Names this state; sent back in If-None-Match, it may save the body. */
        ETag: string;
        /** @description What belongs to it, such as rel="successor-version". */
        Link: string;
        /** @description The address of what was made. */
        Location: string;
        /** @description Seconds after which to ask again. */
        "Retry-After": number;
        /** @description The version of the API: v1. */
        "X-API-Version": string;
        /** @description Finds the request in the log. */
        "X-Request-ID": string;
        /** @description The length of the whole list. */
        "X-Total-Count": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    export_project_edl_legacy: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; X-Export-Warnings counts what its report warns of. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "…"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `VALIDATION_ERROR` */
            400: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "VALIDATION_ERROR";
                        };
                    };
                };
            };
            /** @description `RESOURCE_NOT_FOUND`, `UNKNOWN_EXPORT_FORMAT` */
            404: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "RESOURCE_NOT_FOUND" | "UNKNOWN_EXPORT_FORMAT";
                        };
                    };
                };
            };
            /** @description `EMPTY_TIMELINE` */
            409: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "EMPTY_TIMELINE";
                        };
                    };
                };
            };
            /** @description `INTERNAL_ERROR` */
            500: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "INTERNAL_ERROR";
                        };
                    };
                };
            };
            /** @description `DATABASE_UNAVAILABLE` */
            503: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "DATABASE_UNAVAILABLE";
                        };
                    };
                };
            };
        };
    };
    export_project_fcpxml_legacy: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; X-Export-Warnings counts what its report warns of. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "…"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `VALIDATION_ERROR` */
            400: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "VALIDATION_ERROR";
                        };
                    };
                };
            };
            /** @description `RESOURCE_NOT_FOUND`, `UNKNOWN_EXPORT_FORMAT` */
            404: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "RESOURCE_NOT_FOUND" | "UNKNOWN_EXPORT_FORMAT";
                        };
                    };
                };
            };
            /** @description `EMPTY_TIMELINE` */
            409: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "EMPTY_TIMELINE";
                        };
                    };
                };
            };
            /** @description `INTERNAL_ERROR` */
            500: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "INTERNAL_ERROR";
                        };
                    };
                };
            };
            /** @description `DATABASE_UNAVAILABLE` */
            503: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "DATABASE_UNAVAILABLE";
                        };
                    };
                };
            };
        };
    };
    export_project_json_legacy: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; X-Export-Warnings counts what its report warns of. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "…"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `VALIDATION_ERROR` */
            400: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "VALIDATION_ERROR";
                        };
                    };
                };
            };
            /** @description `RESOURCE_NOT_FOUND`, `UNKNOWN_EXPORT_FORMAT` */
            404: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "RESOURCE_NOT_FOUND" | "UNKNOWN_EXPORT_FORMAT";
                        };
                    };
                };
            };
            /** @description `EMPTY_TIMELINE` */
            409: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "EMPTY_TIMELINE";
                        };
                    };
                };
            };
            /** @description `INTERNAL_ERROR` */
            500: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "INTERNAL_ERROR";
                        };
                    };
                };
            };
            /** @description `DATABASE_UNAVAILABLE` */
            503: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "DATABASE_UNAVAILABLE";
                        };
                    };
                };
            };
        };
    };
    export_project_resolve_legacy: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; X-Export-Warnings counts what its report warns of. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "…"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `VALIDATION_ERROR` */
            400: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "VALIDATION_ERROR";
                        };
                    };
                };
            };
            /** @description `RESOURCE_NOT_FOUND`, `UNKNOWN_EXPORT_FORMAT` */
            404: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "RESOURCE_NOT_FOUND" | "UNKNOWN_EXPORT_FORMAT";
                        };
                    };
                };
            };
            /** @description `EMPTY_TIMELINE` */
            409: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "EMPTY_TIMELINE";
                        };
                    };
                };
            };
            /** @description `INTERNAL_ERROR` */
            500: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "INTERNAL_ERROR";
                        };
                    };
                };
            };
            /** @description `DATABASE_UNAVAILABLE` */
            503: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    Link: components["headers"]["Link"];
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"] & {
                        error: {
                            /** @enum {string} */
                            code: "DATABASE_UNAVAILABLE";
                        };
                    };
                };
            };
        };
    };
    get_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who answers here. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "StoryCanvas API",
                     *       "status": "running",
                     *       "version": "1.0.0"
                     *     }
                     */
                    "application/json": components["schemas"]["RootResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
        };
    };
    get_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All settings. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settings": [
                     *         {
                     *           "description": "DEBUG, INFO, WARNING, ERROR or CRITICAL.",
                     *           "name": "log_level",
                     *           "reloadable": true,
                     *           "source": "environment",
                     *           "value": "INFO"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ConfigView"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    reload_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a reload found different from what ran. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changed": [
                     *         "log_level"
                     *       ],
                     *       "restart_required": [
                     *         "backend_port"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ConfigReload"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_doctor_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that was looked at; ok if nothing of it needs mending. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checks": [
                     *         {
                     *           "hint": null,
                     *           "ms": 0.3,
                     *           "name": "disk",
                     *           "ok": true,
                     *           "text": "51200 MB free"
                     *         }
                     *       ],
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["DoctorReport"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_all_drafts: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Drafts, newest first, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "drafts": [
                     *         {
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "drafted_by": "llm",
                     *           "ended_at": null,
                     *           "errors": [],
                     *           "gate": null,
                     *           "id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "kind": "fountain",
                     *           "language": "en",
                     *           "mode": "append",
                     *           "options": {
                     *             "images": true,
                     *             "models": {
                     *               "audio": null,
                     *               "image": null,
                     *               "text": null,
                     *               "video": null
                     *             },
                     *             "narrate_action": false,
                     *             "narration": true,
                     *             "num_scenes": 4,
                     *             "providers": {
                     *               "audio": "elevenlabs",
                     *               "image": "auto",
                     *               "text": "fake",
                     *               "video": null
                     *             },
                     *             "review": [
                     *               "text"
                     *             ],
                     *             "style": "storybook",
                     *             "videos": false,
                     *             "voice": {
                     *               "model": "flux1-dev.safetensors",
                     *               "provider": "comfyui",
                     *               "speed": 1,
                     *               "voice_id": ""
                     *             }
                     *           },
                     *           "progress": 62.5,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "prompt": "",
                     *           "state": "processing",
                     *           "status": "processing",
                     *           "step": "images",
                     *           "steps": [
                     *             {
                     *               "attempts": 1,
                     *               "cost": null,
                     *               "ended_at": null,
                     *               "error": null,
                     *               "finished": 5,
                     *               "name": "images",
                     *               "output_ref": "takes",
                     *               "planned": 8,
                     *               "started_at": "2026-05-04T09:30:00.000Z",
                     *               "status": "running"
                     *             }
                     *           ],
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DraftListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    reload_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a reload found different from what ran. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changed": [
                     *         "log_level"
                     *       ],
                     *       "restart_required": [
                     *         "backend_port"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ConfigReload"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_characters: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description Absent: of all projects. */
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A character. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A girl of ten in a red coat.",
                     *         "face_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "full_body_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "generation_method": "ip_adapter",
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *         "lora": "film-grain.safetensors",
                     *         "name": "Ana",
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "reference_images": [
                     *           "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *         ],
                     *         "style_notes": "hand-drawn, soft edges",
                     *         "trigger_word_list": [
                     *           "ana",
                     *           "red coat"
                     *         ],
                     *         "trigger_words": "ana, red coat",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "variants": [
                     *           {
                     *             "description": "A song about the first rain after a long summer.",
                     *             "name": "Rain song"
                     *           }
                     *         ],
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["CharacterResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_character: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ana",
                 *       "trigger_words": "ana, red coat"
                 *     }
                 */
                "application/json": components["schemas"]["CharacterCreateDTO"];
            };
        };
        responses: {
            /** @description A character. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A girl of ten in a red coat.",
                     *       "face_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "full_body_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "generation_method": "ip_adapter",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "lora": "film-grain.safetensors",
                     *       "name": "Ana",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "reference_images": [
                     *         "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       ],
                     *       "style_notes": "hand-drawn, soft edges",
                     *       "trigger_word_list": [
                     *         "ana",
                     *         "red coat"
                     *       ],
                     *       "trigger_words": "ana, red coat",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "variants": [
                     *         {
                     *           "description": "A song about the first rain after a long summer.",
                     *           "name": "Rain song"
                     *         }
                     *       ],
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CharacterResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The character.
                 * @example 6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08
                 */
                character_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A character. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A girl of ten in a red coat.",
                     *       "face_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "full_body_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "generation_method": "ip_adapter",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "lora": "film-grain.safetensors",
                     *       "name": "Ana",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "reference_images": [
                     *         "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       ],
                     *       "style_notes": "hand-drawn, soft edges",
                     *       "trigger_word_list": [
                     *         "ana",
                     *         "red coat"
                     *       ],
                     *       "trigger_words": "ana, red coat",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "variants": [
                     *         {
                     *           "description": "A song about the first rain after a long summer.",
                     *           "name": "Rain song"
                     *         }
                     *       ],
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CharacterResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The character.
                 * @example 6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08
                 */
                character_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "style_notes": "hand-drawn, soft edges"
                 *     }
                 */
                "application/json": components["schemas"]["CharacterUpdateDTO"];
            };
        };
        responses: {
            /** @description A character. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A girl of ten in a red coat.",
                     *       "face_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "full_body_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "generation_method": "ip_adapter",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "lora": "film-grain.safetensors",
                     *       "name": "Ana",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "reference_images": [
                     *         "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       ],
                     *       "style_notes": "hand-drawn, soft edges",
                     *       "trigger_word_list": [
                     *         "ana",
                     *         "red coat"
                     *       ],
                     *       "trigger_words": "ana, red coat",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "variants": [
                     *         {
                     *           "description": "A song about the first rain after a long summer.",
                     *           "name": "Rain song"
                     *         }
                     *       ],
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CharacterResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The character.
                 * @example 6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08
                 */
                character_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    apply_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The character.
                 * @example 6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08
                 */
                character_id: string;
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clip's prompts with the character before them. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "message": "Ana applied to the clip",
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["AppliedCharacterResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    generate_character_samples: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The character.
                 * @example 6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08
                 */
                character_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "Ana on the roof, looking up",
                 *       "samples": 2
                 *     }
                 */
                "application/json": components["schemas"]["CharacterGenerationDTO"];
            };
        };
        responses: {
            /** @description Jobs that make samples; their pictures come to the pool and to reference_images. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "samples": [],
                     *       "total_generated": 2
                     *     }
                     */
                    "application/json": components["schemas"]["CharacterSamplesResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_clip: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                 *       "length": 4,
                 *       "name": "Roof, wide",
                 *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802"
                 *     }
                 */
                "application/json": components["schemas"]["ClipCreateDTO"];
            };
        };
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_clip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_clip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dialogue": "Listen. It is here.",
                 *       "length": 4.5
                 *     }
                 */
                "application/json": components["schemas"]["ClipUpdateDTO"];
            };
        };
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_clip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_clip_alternate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_clip_gallery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All takes of a clip, newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "audio": [],
                     *       "images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "videos": []
                     *     }
                     */
                    "application/json": components["schemas"]["ClipGalleryResponse"];
                };
            };
            /** @description Nothing changed since the answer with the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_clip_prompts: {
        parameters: {
            query?: {
                /** @description The new image prompt; absent: as it was. */
                image_prompt?: string;
                /** @description The new video prompt; absent: as it was. */
                video_prompt?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                 *       "video_prompt": "slow push in, drops run down the roof"
                 *     }
                 */
                "application/json": components["schemas"]["ClipPromptsDTO"] | null;
            };
        };
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    select_clip_content: {
        parameters: {
            query?: {
                /** @description The sound to choose. */
                audio_id?: string;
                /** @description A take of content_type. */
                content_id?: string;
                /** @description Absent: found by the id. */
                content_type?: components["schemas"]["MediaKind"];
                /** @description The picture to choose. */
                image_id?: string;
                /** @description The film. */
                video_id?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "content_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                 *       "content_type": "image"
                 *     }
                 */
                "application/json": components["schemas"]["SelectContentDTO"] | null;
            };
        };
        responses: {
            /** @description A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "ANA steps out onto the roof and looks up.",
                     *       "active_version": 1,
                     *       "alternate_number": 0,
                     *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "dialogue": "Listen. It is here.",
                     *       "extra_character_ids": [],
                     *       "generated_audio": [],
                     *       "generated_images": [
                     *         {
                     *           "alignment": {
                     *             "estimated": false,
                     *             "words": [
                     *               {
                     *                 "end": 0.62,
                     *                 "start": 0.15,
                     *                 "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *               }
                     *             ]
                     *           },
                     *           "content_type": "image",
                     *           "cost_usd": null,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "duration": null,
                     *           "fps": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "height": 1080,
                     *           "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "input_hash": null,
                     *           "is_selected": true,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "lead": 0.15,
                     *           "model_name": "flux1-dev.safetensors",
                     *           "model_type": "checkpoint",
                     *           "negative_prompt": "blurry, text",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "provider": "comfyui",
                     *           "review": {
                     *             "at": "2026-05-04T09:30:42.500Z",
                     *             "note": "The light is right.",
                     *             "state": "approved"
                     *           },
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "stale": false,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "generated_videos": [],
                     *       "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "is_alternate": false,
                     *       "length": 4,
                     *       "locked": false,
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "Roof, wide",
                     *       "negative_prompt": "blurry, text",
                     *       "notes": "Keep the horizon low.",
                     *       "order": 0,
                     *       "parent_clip_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "seed": 42,
                     *       "selected_audio_id": null,
                     *       "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "selected_video_id": null,
                     *       "shot": {
                     *         "angle": "low",
                     *         "move": "push in",
                     *         "size": "WS"
                     *       },
                     *       "source_ranges": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "speaker": "ANA",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "timeline_position": 0,
                     *       "transition": "",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "versions": [],
                     *       "video_prompt": "slow push in, drops run down the roof"
                     *     }
                     */
                    "application/json": components["schemas"]["ClipResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_clip_takes: {
        parameters: {
            query?: {
                /** @description Absent: every kind. */
                content_type?: components["schemas"]["MediaKind"];
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A take; the wire calls it generated content. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "alignment": {
                     *           "estimated": false,
                     *           "words": [
                     *             {
                     *               "end": 0.62,
                     *               "start": 0.15,
                     *               "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *             }
                     *           ]
                     *         },
                     *         "content_type": "image",
                     *         "cost_usd": null,
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "duration": null,
                     *         "fps": null,
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "height": 1080,
                     *         "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "input_hash": null,
                     *         "is_selected": true,
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "lead": 0.15,
                     *         "model_name": "flux1-dev.safetensors",
                     *         "model_type": "checkpoint",
                     *         "negative_prompt": "blurry, text",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "provider": "comfyui",
                     *         "review": {
                     *           "at": "2026-05-04T09:30:42.500Z",
                     *           "note": "The light is right.",
                     *           "state": "approved"
                     *         },
                     *         "seed": 42,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "server_name": "gpu-1",
                     *         "stale": false,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "width": 1920
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["GeneratedContent"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    upload_take: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description A take; the wire calls it generated content. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alignment": {
                     *         "estimated": false,
                     *         "words": [
                     *           {
                     *             "end": 0.62,
                     *             "start": 0.15,
                     *             "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *           }
                     *         ]
                     *       },
                     *       "content_type": "image",
                     *       "cost_usd": null,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "duration": null,
                     *       "fps": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "height": 1080,
                     *       "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "input_hash": null,
                     *       "is_selected": true,
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "lead": 0.15,
                     *       "model_name": "flux1-dev.safetensors",
                     *       "model_type": "checkpoint",
                     *       "negative_prompt": "blurry, text",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "provider": "comfyui",
                     *       "review": {
                     *         "at": "2026-05-04T09:30:42.500Z",
                     *         "note": "The light is right.",
                     *         "state": "approved"
                     *       },
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "stale": false,
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["GeneratedContent"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    get_take: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
                /**
                 * @description The take.
                 * @example 9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05
                 */
                take_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A take; the wire calls it generated content. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alignment": {
                     *         "estimated": false,
                     *         "words": [
                     *           {
                     *             "end": 0.62,
                     *             "start": 0.15,
                     *             "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *           }
                     *         ]
                     *       },
                     *       "content_type": "image",
                     *       "cost_usd": null,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "duration": null,
                     *       "fps": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "height": 1080,
                     *       "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "input_hash": null,
                     *       "is_selected": true,
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "lead": 0.15,
                     *       "model_name": "flux1-dev.safetensors",
                     *       "model_type": "checkpoint",
                     *       "negative_prompt": "blurry, text",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "provider": "comfyui",
                     *       "review": {
                     *         "at": "2026-05-04T09:30:42.500Z",
                     *         "note": "The light is right.",
                     *         "state": "approved"
                     *       },
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "stale": false,
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["GeneratedContent"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_take: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
                /**
                 * @description The take.
                 * @example 9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05
                 */
                take_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    move_clip: {
        parameters: {
            query?: {
                /** @description False: put it there all the same. */
                check_overlap?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "position": 8
                 *     }
                 */
                "application/json": components["schemas"]["TimelinePositionDTO"];
            };
        };
        responses: {
            /** @description Where the clip is now. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "message": "Clip moved",
                     *       "new_position": 8,
                     *       "timeline_summary": {
                     *         "gaps": [],
                     *         "timeline_end": 8,
                     *         "total_clips": 2,
                     *         "total_duration": 8
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TimelinePositionResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.TIMELINE_OVERLAP"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_clips: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A scene's clips in timeline order, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": [
                     *         {
                     *           "action": "ANA steps out onto the roof and looks up.",
                     *           "active_version": 1,
                     *           "alternate_number": 0,
                     *           "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "dialogue": "Listen. It is here.",
                     *           "extra_character_ids": [],
                     *           "generated_audio": [],
                     *           "generated_images": [
                     *             {
                     *               "alignment": {
                     *                 "estimated": false,
                     *                 "words": [
                     *                   {
                     *                     "end": 0.62,
                     *                     "start": 0.15,
                     *                     "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                   }
                     *                 ]
                     *               },
                     *               "content_type": "image",
                     *               "cost_usd": null,
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "duration": null,
                     *               "fps": null,
                     *               "generation_params": {
                     *                 "cfg": 3.5,
                     *                 "height": 576,
                     *                 "sampler": "euler",
                     *                 "steps": 20,
                     *                 "width": 1024
                     *               },
                     *               "height": 1080,
                     *               "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "input_hash": null,
                     *               "is_selected": true,
                     *               "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *               "lead": 0.15,
                     *               "model_name": "flux1-dev.safetensors",
                     *               "model_type": "checkpoint",
                     *               "negative_prompt": "blurry, text",
                     *               "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "provider": "comfyui",
                     *               "review": {
                     *                 "at": "2026-05-04T09:30:42.500Z",
                     *                 "note": "The light is right.",
                     *                 "state": "approved"
                     *               },
                     *               "seed": 42,
                     *               "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *               "server_name": "gpu-1",
                     *               "stale": false,
                     *               "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *               "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *               "width": 1920
                     *             }
                     *           ],
                     *           "generated_videos": [],
                     *           "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "is_alternate": false,
                     *           "length": 4,
                     *           "locked": false,
                     *           "lyrics": "It began on the roof, one drop at a time",
                     *           "name": "Roof, wide",
                     *           "negative_prompt": "blurry, text",
                     *           "notes": "Keep the horizon low.",
                     *           "order": 0,
                     *           "parent_clip_id": null,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "seed": 42,
                     *           "selected_audio_id": null,
                     *           "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "selected_video_id": null,
                     *           "shot": {
                     *             "angle": "low",
                     *             "move": "push in",
                     *             "size": "WS"
                     *           },
                     *           "source_ranges": [
                     *             [
                     *               0,
                     *               40
                     *             ]
                     *           ],
                     *           "speaker": "ANA",
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "timeline_position": 0,
                     *           "transition": "",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "versions": [],
                     *           "video_prompt": "slow push in, drops run down the roof"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ClipListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_servers: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A server and what the last look at it told. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "draining": false,
                     *         "endpoint_id": null,
                     *         "has_api_key": true,
                     *         "header_names": [
                     *           "Authorization"
                     *         ],
                     *         "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "is_active": true,
                     *         "is_online": true,
                     *         "last_error": null,
                     *         "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *         "max_concurrent": 1,
                     *         "name": "gpu-1",
                     *         "server_type": "standard",
                     *         "state": "online",
                     *         "state_reason": null,
                     *         "state_since": "2026-05-04T09:30:00.000Z",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "url": "http://10.0.0.5:8188"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ComfyUIServerResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    register_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "gpu-1",
                 *       "url": "http://10.0.0.5:8188"
                 *     }
                 */
                "application/json": components["schemas"]["ComfyUIServerCreateDTO"];
            };
        };
        responses: {
            /** @description A server and what the last look at it told. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draining": false,
                     *       "endpoint_id": null,
                     *       "has_api_key": true,
                     *       "header_names": [
                     *         "Authorization"
                     *       ],
                     *       "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "is_active": true,
                     *       "is_online": true,
                     *       "last_error": null,
                     *       "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *       "max_concurrent": 1,
                     *       "name": "gpu-1",
                     *       "server_type": "standard",
                     *       "state": "online",
                     *       "state_reason": null,
                     *       "state_since": "2026-05-04T09:30:00.000Z",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "url": "http://10.0.0.5:8188"
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a server can do, as it told at the last look; memory in bytes. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_online": true,
                     *       "loras": [
                     *         {
                     *           "name": "flux1-dev.safetensors",
                     *           "type": "checkpoint"
                     *         }
                     *       ],
                     *       "models": [
                     *         {
                     *           "name": "flux1-dev.safetensors",
                     *           "type": "checkpoint"
                     *         }
                     *       ],
                     *       "samplers": [
                     *         "euler",
                     *         "dpmpp_2m"
                     *       ],
                     *       "schedulers": [
                     *         "simple",
                     *         "karras"
                     *       ],
                     *       "server": {
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "draining": false,
                     *         "endpoint_id": null,
                     *         "has_api_key": true,
                     *         "header_names": [
                     *           "Authorization"
                     *         ],
                     *         "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "is_active": true,
                     *         "is_online": true,
                     *         "last_error": null,
                     *         "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *         "max_concurrent": 1,
                     *         "name": "gpu-1",
                     *         "server_type": "standard",
                     *         "state": "online",
                     *         "state_reason": null,
                     *         "state_since": "2026-05-04T09:30:00.000Z",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "url": "http://10.0.0.5:8188"
                     *       },
                     *       "version": "0.3.60",
                     *       "vram_free": 9771050598,
                     *       "vram_total": 25769803776
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerInfo"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "max_concurrent": 2
                 *     }
                 */
                "application/json": components["schemas"]["ComfyUIServerUpdateDTO"];
            };
        };
        responses: {
            /** @description A server and what the last look at it told. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draining": false,
                     *       "endpoint_id": null,
                     *       "has_api_key": true,
                     *       "header_names": [
                     *         "Authorization"
                     *       ],
                     *       "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "is_active": true,
                     *       "is_online": true,
                     *       "last_error": null,
                     *       "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *       "max_concurrent": 1,
                     *       "name": "gpu-1",
                     *       "server_type": "standard",
                     *       "state": "online",
                     *       "state_reason": null,
                     *       "state_since": "2026-05-04T09:30:00.000Z",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "url": "http://10.0.0.5:8188"
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    drain_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A server and what the last look at it told. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draining": false,
                     *       "endpoint_id": null,
                     *       "has_api_key": true,
                     *       "header_names": [
                     *         "Authorization"
                     *       ],
                     *       "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "is_active": true,
                     *       "is_online": true,
                     *       "last_error": null,
                     *       "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *       "max_concurrent": 1,
                     *       "name": "gpu-1",
                     *       "server_type": "standard",
                     *       "state": "online",
                     *       "state_reason": null,
                     *       "state_since": "2026-05-04T09:30:00.000Z",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "url": "http://10.0.0.5:8188"
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_server_info: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a server can do, as it told at the last look; memory in bytes. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_online": true,
                     *       "loras": [
                     *         {
                     *           "name": "flux1-dev.safetensors",
                     *           "type": "checkpoint"
                     *         }
                     *       ],
                     *       "models": [
                     *         {
                     *           "name": "flux1-dev.safetensors",
                     *           "type": "checkpoint"
                     *         }
                     *       ],
                     *       "samplers": [
                     *         "euler",
                     *         "dpmpp_2m"
                     *       ],
                     *       "schedulers": [
                     *         "simple",
                     *         "karras"
                     *       ],
                     *       "server": {
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "draining": false,
                     *         "endpoint_id": null,
                     *         "has_api_key": true,
                     *         "header_names": [
                     *           "Authorization"
                     *         ],
                     *         "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "is_active": true,
                     *         "is_online": true,
                     *         "last_error": null,
                     *         "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *         "max_concurrent": 1,
                     *         "name": "gpu-1",
                     *         "server_type": "standard",
                     *         "state": "online",
                     *         "state_reason": null,
                     *         "state_since": "2026-05-04T09:30:00.000Z",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "url": "http://10.0.0.5:8188"
                     *       },
                     *       "version": "0.3.60",
                     *       "vram_free": 9771050598,
                     *       "vram_total": 25769803776
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerInfo"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    resume_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A server and what the last look at it told. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draining": false,
                     *       "endpoint_id": null,
                     *       "has_api_key": true,
                     *       "header_names": [
                     *         "Authorization"
                     *       ],
                     *       "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "is_active": true,
                     *       "is_online": true,
                     *       "last_error": null,
                     *       "last_seen_at": "2026-05-04T09:30:42.500Z",
                     *       "max_concurrent": 1,
                     *       "name": "gpu-1",
                     *       "server_type": "standard",
                     *       "state": "online",
                     *       "state_reason": null,
                     *       "state_since": "2026-05-04T09:30:00.000Z",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "url": "http://10.0.0.5:8188"
                     *     }
                     */
                    "application/json": components["schemas"]["ComfyUIServerResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    test_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every step towards a server, and which one failed. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "steps": [
                     *         {
                     *           "ms": 88,
                     *           "name": "HTTP",
                     *           "ok": true,
                     *           "reason": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerTrialResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_server_workflows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a server can run, as far as it was seen. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "workflows": [
                     *         {
                     *           "description": "Sharper at night.",
                     *           "id": "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12",
                     *           "name": "Flux, two passes",
                     *           "source": "stored"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerWorkflowsResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    test_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "http://10.0.0.5:8188"
                 *     }
                 */
                "application/json": components["schemas"]["ServerTrialDTO"];
            };
        };
        responses: {
            /** @description Every step towards a server, and which one failed. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "steps": [
                     *         {
                     *           "ms": 88,
                     *           "name": "HTTP",
                     *           "ok": true,
                     *           "reason": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerTrialResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    stream_events: {
        parameters: {
            query?: {
                /** @description The same, where no header can be. */
                last_event_id?: string;
                /** @description One or several types, with commas between; else all. */
                types?: string;
            };
            header?: {
                /** @description The last id seen: the stream goes on after it. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream without end; the `data` of each of its events is an EventMessage, `event` its type and `id` its id. After 15 s without one there is a comment, with an `id` that moves on the place to resume at. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-05-04T09:30:42.500Z",
                     *       "data": {
                     *         "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "progress": 100,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "rev": 9,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "status": "completed"
                     *       },
                     *       "id": 4711,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "type": "queue_update"
                     *     }
                     */
                    "text/event-stream": components["schemas"]["EventMessage"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The export.
                 * @example 0e2a4c6d-8f1b-4e3a-9c5d-6b7f8a9e0d13
                 */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How an export stands. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "error": null,
                     *       "export_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "format": "fcpxml",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "progress": 1,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "report": {
                     *         "clips": 9,
                     *         "entries": [
                     *           {
                     *             "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *             "code": "rounded",
                     *             "frame": 96,
                     *             "level": "info",
                     *             "message": "Clip 'Roof, wide' begins 0.3 frames later",
                     *             "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802"
                     *           }
                     *         ],
                     *         "format": "fcpxml",
                     *         "fps": 24,
                     *         "frames": 864
                     *       },
                     *       "size": 48213,
                     *       "status": "completed",
                     *       "url": "http://127.0.0.1:8001/api/v1/exports/4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06/file"
                     *     }
                     */
                    "application/json": components["schemas"]["ExportStatusResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_export_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The export.
                 * @example 0e2a4c6d-8f1b-4e3a-9c5d-6b7f8a9e0d13
                 */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "storycanvas_v1"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description The part that Range asks for. */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "storycanvas_v1"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description It is what the ETag in If-None-Match names. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.EXPORT_NOT_READY"];
            416: components["responses"]["416.HTTP_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    generate_character_profiles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                 *       "count": 2
                 *     }
                 */
                "application/json": components["schemas"]["ProfileGenerationDTO"];
            };
        };
        responses: {
            /** @description Jobs that make profiles; their pictures come to the pool and to reference_images. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "profiles": [],
                     *       "total_generated": 2
                     *     }
                     */
                    "application/json": components["schemas"]["CharacterProfilesResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    generate: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the end. */
                wait?: number;
            };
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                 *       "generation_type": "image",
                 *       "params": {
                 *         "cfg": 3.5,
                 *         "height": 576,
                 *         "sampler": "euler",
                 *         "steps": 20,
                 *         "width": 1024
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["GenerationRequestDTO"];
            };
        };
        responses: {
            /** @description It was waited for, and is over. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": null,
                     *       "job": {
                     *         "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *         "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "completed_at": "2026-05-04T09:30:42.500Z",
                     *         "cost_actual": null,
                     *         "cost_estimate": 0.04,
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "depends_on": [],
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "error": null,
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "eta_seconds": null,
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "generation_type": "image",
                     *         "hold_reason": null,
                     *         "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_type": "image",
                     *         "kind": "image",
                     *         "lane": "cloud:together",
                     *         "loras": [
                     *           {
                     *             "name": "film-grain.safetensors",
                     *             "weight": 0.8
                     *           }
                     *         ],
                     *         "max_retries": 3,
                     *         "model": "flux1-dev.safetensors",
                     *         "negative_prompt": "blurry, text",
                     *         "not_before": null,
                     *         "parameters": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "priority": 0,
                     *         "progress": 1,
                     *         "progress_percent": 100,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "queue_position": null,
                     *         "result": {
                     *           "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "seed": 42,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *         },
                     *         "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "retry_count": 0,
                     *         "seed": 42,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "server_name": "gpu-1",
                     *         "started_at": "2026-05-04T09:30:00.000Z",
                     *         "status": "completed",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "waiting": null
                     *       },
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "message": "The image is completed"
                     *     }
                     */
                    "application/json": components["schemas"]["GenerationResponse"];
                };
            };
            /** @description What became of the request; content is there if it was waited for and done in time. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": null,
                     *       "job": {
                     *         "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *         "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "completed_at": "2026-05-04T09:30:42.500Z",
                     *         "cost_actual": null,
                     *         "cost_estimate": 0.04,
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "depends_on": [],
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "error": null,
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "eta_seconds": null,
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "generation_type": "image",
                     *         "hold_reason": null,
                     *         "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_type": "image",
                     *         "kind": "image",
                     *         "lane": "cloud:together",
                     *         "loras": [
                     *           {
                     *             "name": "film-grain.safetensors",
                     *             "weight": 0.8
                     *           }
                     *         ],
                     *         "max_retries": 3,
                     *         "model": "flux1-dev.safetensors",
                     *         "negative_prompt": "blurry, text",
                     *         "not_before": null,
                     *         "parameters": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "priority": 0,
                     *         "progress": 1,
                     *         "progress_percent": 100,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "queue_position": null,
                     *         "result": {
                     *           "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "seed": 42,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *         },
                     *         "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "retry_count": 0,
                     *         "seed": 42,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "server_name": "gpu-1",
                     *         "started_at": "2026-05-04T09:30:00.000Z",
                     *         "status": "completed",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "waiting": null
                     *       },
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "message": "The image is completed"
                     *     }
                     */
                    "application/json": components["schemas"]["GenerationResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    generate_batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clip_ids": [
                 *         "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                 *         "e0a4b6f2-8d0c-4b7f-93a1-4b8f0e2d9c04"
                 *       ],
                 *       "generation_type": "image",
                 *       "params": {
                 *         "cfg": 3.5,
                 *         "height": 576,
                 *         "sampler": "euler",
                 *         "steps": 20,
                 *         "width": 1024
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["BatchGenerationRequestDTO"];
            };
        };
        responses: {
            /** @description A batch as it stands now, with a result for each of the clips, in their order. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "cancelled": 0,
                     *       "completed": 2,
                     *       "failed": 0,
                     *       "id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "progress": 1,
                     *       "results": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "content": null,
                     *           "error": null,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "total": 2,
                     *       "total_jobs": 2,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10
                 */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A batch as it stands now, with a result for each of the clips, in their order. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "cancelled": 0,
                     *       "completed": 2,
                     *       "failed": 0,
                     *       "id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "progress": 1,
                     *       "results": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "content": null,
                     *           "error": null,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "total": 2,
                     *       "total_jobs": 2,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    cancel_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10
                 */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A batch as it stands now, with a result for each of the clips, in their order. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "cancelled": 0,
                     *       "completed": 2,
                     *       "failed": 0,
                     *       "id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "progress": 1,
                     *       "results": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "content": null,
                     *           "error": null,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "total": 2,
                     *       "total_jobs": 2,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    retry_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10
                 */
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A batch as it stands now, with a result for each of the clips, in their order. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "cancelled": 0,
                     *       "completed": 2,
                     *       "failed": 0,
                     *       "id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "progress": 1,
                     *       "results": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "content": null,
                     *           "error": null,
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "total": 2,
                     *       "total_jobs": 2,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BatchResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_batches: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Batches, newest first, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batches": [
                     *         {
                     *           "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "status": "completed",
                     *           "total_jobs": 2
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BatchListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole: degraded serves with something missing, unhealthy does not serve. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "components": {
                     *         "comfyui": {
                     *           "online": 1,
                     *           "total": 1
                     *         },
                     *         "database": {
                     *           "kind": "embedded-mongod",
                     *           "latency_ms": 0.4,
                     *           "status": "up",
                     *           "transactions": true
                     *         },
                     *         "providers": [
                     *           {
                     *             "name": "together",
                     *             "problems": [],
                     *             "reason": null,
                     *             "status": "up"
                     *           }
                     *         ],
                     *         "queue": {
                     *           "paused": false,
                     *           "processing": 2,
                     *           "queued": 5,
                     *           "status": "up"
                     *         },
                     *         "storage": {
                     *           "free_mb": 51200,
                     *           "status": "up"
                     *         }
                     *       },
                     *       "status": "healthy",
                     *       "version": "1.0.0"
                     *     }
                     */
                    "application/json": components["schemas"]["HealthStatus"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole: degraded serves with something missing, unhealthy does not serve. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "components": {
                     *         "comfyui": {
                     *           "online": 1,
                     *           "total": 1
                     *         },
                     *         "database": {
                     *           "kind": "embedded-mongod",
                     *           "latency_ms": 0.4,
                     *           "status": "up",
                     *           "transactions": true
                     *         },
                     *         "providers": [
                     *           {
                     *             "name": "together",
                     *             "problems": [],
                     *             "reason": null,
                     *             "status": "up"
                     *           }
                     *         ],
                     *         "queue": {
                     *           "paused": false,
                     *           "processing": 2,
                     *           "queued": 5,
                     *           "status": "up"
                     *         },
                     *         "storage": {
                     *           "free_mb": 51200,
                     *           "status": "up"
                     *         }
                     *       },
                     *       "status": "healthy",
                     *       "version": "1.0.0"
                     *     }
                     */
                    "application/json": components["schemas"]["HealthStatus"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            /** @description It cannot serve just now. */
            503: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthStatus"];
                };
            };
        };
    };
    get_media_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The storage key: the end of an address in an answer.
                 * @example 3f7a00000000000000000000000000000000000000000000000000000000c1d2.png
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description The part that Range asks for. */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            /** @description It is what the ETag in If-None-Match names. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            416: components["responses"]["416.HTTP_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
        };
    };
    upload_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description A song was stored. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "duration": 36,
                     *       "file_path": "b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "file_url": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "message": "Music uploaded"
                     *     }
                     */
                    "application/json": components["schemas"]["UploadMusicResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    upload_face_image: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description A picture was stored. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "file_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "file_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "message": "Image uploaded"
                     *     }
                     */
                    "application/json": components["schemas"]["UploadImageResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    list_models: {
        parameters: {
            query?: {
                /** @description Only what is in use, or only what is not. */
                is_active?: boolean;
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description A server's id, its name, or its kind: comfyui (any), standard, runpod. */
                server_source?: string;
                /** @description A folder: checkpoints, loras, vae, … */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A model file that at least one server has. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "configuration_presets": [
                     *           {
                     *             "cfg": 3.5,
                     *             "height": 1080,
                     *             "model": null,
                     *             "name": "fast",
                     *             "sampler": "euler",
                     *             "scheduler": "simple",
                     *             "steps": 20,
                     *             "video_fps": null,
                     *             "video_frames": null,
                     *             "width": 1920
                     *           }
                     *         ],
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "filename": "flux1-dev.safetensors",
                     *         "id": "1f3b5d7c-9e0a-4c2b-8d4f-6a8c0e2b4d14",
                     *         "is_active": true,
                     *         "is_available": true,
                     *         "last_synced_at": "2026-05-04T09:30:42.500Z",
                     *         "metadata": {
                     *           "family": "flux1",
                     *           "servers": [
                     *             {
                     *               "filename": "flux1-dev.safetensors",
                     *               "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *               "is_online": true,
                     *               "name": "gpu-1"
                     *             }
                     *           ]
                     *         },
                     *         "name": "flux1-dev.safetensors",
                     *         "server_source": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "type": "checkpoints"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ModelResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_model_parameters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A file's name, with its folders if it has any.
                 * @example Rain song
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What can be set on a model file of any name. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "family": "flux1",
                     *       "parameters": {
                     *         "cfg": {
                     *           "default": 3.5,
                     *           "max": 10,
                     *           "min": 1,
                     *           "offset": 0,
                     *           "step": null
                     *         },
                     *         "default_fps": null,
                     *         "height": {
                     *           "default": 576,
                     *           "max": 2048,
                     *           "min": 256,
                     *           "offset": 0,
                     *           "step": 64
                     *         },
                     *         "makes": "image",
                     *         "max_loras": 4,
                     *         "needs_image": false,
                     *         "specializes_in": "photographs and lettering",
                     *         "steps": {
                     *           "default": 20,
                     *           "max": 50,
                     *           "min": 1,
                     *           "offset": 0,
                     *           "step": 1
                     *         },
                     *         "supports_lora": true,
                     *         "supports_negative_prompt": false,
                     *         "video_frames": null,
                     *         "width": {
                     *           "default": 1024,
                     *           "max": 2048,
                     *           "min": 256,
                     *           "offset": 0,
                     *           "step": 64
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ModelParametersResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_model_presets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A file's name, with its folders if it has any.
                 * @example Rain song
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Parameters that go together, for a model file of any name. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "family": "flux1",
                     *       "presets": {
                     *         "fast": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "model": null,
                     *           "sampler": "euler",
                     *           "scheduler": "simple",
                     *           "steps": 20,
                     *           "video_fps": null,
                     *           "video_frames": null,
                     *           "width": 1024
                     *         },
                     *         "lightning": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "model": null,
                     *           "sampler": "euler",
                     *           "scheduler": "simple",
                     *           "steps": 20,
                     *           "video_fps": null,
                     *           "video_frames": null,
                     *           "width": 1024
                     *         },
                     *         "quality": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "model": null,
                     *           "sampler": "euler",
                     *           "scheduler": "simple",
                     *           "steps": 20,
                     *           "video_fps": null,
                     *           "video_frames": null,
                     *           "width": 1024
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ModelPresetsResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_openai_videos: {
        parameters: {
            query?: {
                /** @description A film's id. */
                after?: string;
                /** @description The most to answer; absent: all. */
                limit?: number;
                /** @description By the time of creation. */
                order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A part of the list of films; to go on, ask for what comes after `last_id`. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "completed_at": 1777887042,
                     *           "created_at": 1777887000,
                     *           "error": null,
                     *           "expires_at": 1777973442,
                     *           "id": "video_68f1a2b3",
                     *           "model": "sora-2",
                     *           "object": "video",
                     *           "progress": 100,
                     *           "prompt": "slow push in, drops run down the roof",
                     *           "remixed_from_video_id": null,
                     *           "seconds": "4",
                     *           "size": "1280x720",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "first_id": "video_68f1a2b3",
                     *       "has_more": false,
                     *       "last_id": "video_68f1a2b3",
                     *       "object": "list"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenAIVideoListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED.PROVIDER_BAD_OUTPUT.QUOTA_EXHAUSTED.PROVIDER_REJECTED"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
    get_openai_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The film. */
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A film; fields that only this service has are kept. Times are seconds since 1970. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "completed_at": 1777887042,
                     *       "created_at": 1777887000,
                     *       "error": null,
                     *       "expires_at": 1777973442,
                     *       "id": "video_68f1a2b3",
                     *       "model": "sora-2",
                     *       "object": "video",
                     *       "progress": 100,
                     *       "prompt": "slow push in, drops run down the roof",
                     *       "remixed_from_video_id": null,
                     *       "seconds": "4",
                     *       "size": "1280x720",
                     *       "status": "completed"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenAIVideoResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED.PROVIDER_BAD_OUTPUT.QUOTA_EXHAUSTED.PROVIDER_REJECTED"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
    delete_openai_video: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The film. */
                video_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film is gone. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deleted": true,
                     *       "id": "video_68f1a2b3",
                     *       "message": "Done",
                     *       "object": "video.deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenAIVideoDeletedResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED.PROVIDER_BAD_OUTPUT.QUOTA_EXHAUSTED.PROVIDER_REJECTED"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
    create_pool_item: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "media_url": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                 *       "name": "Roof at night",
                 *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
                 *     }
                 */
                "application/json": components["schemas"]["PoolItemCreateDTO"];
            };
        };
        responses: {
            /** @description An item of a project's pool. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content_type": "image",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11",
                     *       "media_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "metadata": {},
                     *       "name": "Roof at night",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "source_clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "source_type": "clip",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PoolItemResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_pool_items: {
        parameters: {
            query?: {
                /** @description Only of this kind. */
                content_type?: components["schemas"]["MediaKind"];
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description Only with all of these, as in a,b. */
                tags?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: An item of a project's pool. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "content_type": "image",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A song about the first rain after a long summer.",
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "id": "2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11",
                     *         "media_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "metadata": {},
                     *         "name": "Roof at night",
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "source_clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "source_type": "clip",
                     *         "tags": [
                     *           "song",
                     *           "rain"
                     *         ],
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "updated_at": "2026-05-04T09:30:42.500Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["PoolItemResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_pool_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The pool item.
                 * @example 2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11
                 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An item of a project's pool. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content_type": "image",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11",
                     *       "media_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "metadata": {},
                     *       "name": "Roof at night",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "source_clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "source_type": "clip",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PoolItemResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_pool_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The pool item.
                 * @example 2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11
                 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tags": [
                 *         "roof",
                 *         "night"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PoolItemUpdateDTO"];
            };
        };
        responses: {
            /** @description An item of a project's pool. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content_type": "image",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "id": "2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11",
                     *       "media_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "metadata": {},
                     *       "name": "Roof at night",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "source_clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "source_type": "clip",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PoolItemResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_pool_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The pool item.
                 * @example 2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11
                 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    apply_pool_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The clip.
                 * @example c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03
                 */
                clip_id: string;
                /**
                 * @description The pool item.
                 * @example 2c4e6a8b-1d3f-4a5c-b7e9-0f8d6c4b2a11
                 */
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The take that an item of the pool became. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "content": {
                     *         "alignment": {
                     *           "estimated": false,
                     *           "words": [
                     *             {
                     *               "end": 0.62,
                     *               "start": 0.15,
                     *               "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *             }
                     *           ]
                     *         },
                     *         "content_type": "image",
                     *         "cost_usd": null,
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "duration": null,
                     *         "fps": null,
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "height": 1080,
                     *         "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "input_hash": null,
                     *         "is_selected": true,
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "lead": 0.15,
                     *         "model_name": "flux1-dev.safetensors",
                     *         "model_type": "checkpoint",
                     *         "negative_prompt": "blurry, text",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "provider": "comfyui",
                     *         "review": {
                     *           "at": "2026-05-04T09:30:42.500Z",
                     *           "note": "The light is right.",
                     *           "state": "approved"
                     *         },
                     *         "seed": 42,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "server_name": "gpu-1",
                     *         "stale": false,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "width": 1920
                     *       },
                     *       "message": "Pool item applied to the clip"
                     *     }
                     */
                    "application/json": components["schemas"]["AppliedPoolItemResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_projects: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Projects, newest first, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "projects": [
                     *         {
                     *           "brief": {
                     *             "age_rating": "6+",
                     *             "audience": "",
                     *             "category": "song",
                     *             "difficulty": "",
                     *             "setting": "",
                     *             "themes": [
                     *               "rain",
                     *               "waiting"
                     *             ],
                     *             "tone": ""
                     *           },
                     *           "budget_usd": 5,
                     *           "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "description": "A song about the first rain after a long summer.",
                     *           "draft": {
                     *             "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *             "progress": 1,
                     *             "state": "pending",
                     *             "status": "completed"
                     *           },
                     *           "fps": 24,
                     *           "height": 1080,
                     *           "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "music_duration": 36,
                     *           "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *           "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *           "name": "Rain song",
                     *           "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *           "source": {
                     *             "kind": "prompt",
                     *             "language": "en",
                     *             "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *           },
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "tags": [
                     *             "song",
                     *             "rain"
                     *           ],
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "visibility": "public",
                     *           "voice": {
                     *             "model": "flux1-dev.safetensors",
                     *             "provider": "comfyui",
                     *             "speed": 1,
                     *             "voice_id": ""
                     *           },
                     *           "width": 1920
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_project: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "A song about the first rain after a long summer.",
                 *       "fps": 24,
                 *       "name": "Rain song"
                 *     }
                 */
                "application/json": components["schemas"]["ProjectCreateDTO"];
            };
        };
        responses: {
            /** @description A project. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "budget_usd": 5,
                     *       "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "draft": {
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "progress": 1,
                     *         "state": "pending",
                     *         "status": "completed"
                     *       },
                     *       "fps": 24,
                     *       "height": 1080,
                     *       "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "music_duration": 36,
                     *       "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "name": "Rain song",
                     *       "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "source": {
                     *         "kind": "prompt",
                     *         "language": "en",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *       },
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "visibility": "public",
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       },
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "budget_usd": 5,
                     *       "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "draft": {
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "progress": 1,
                     *         "state": "pending",
                     *         "status": "completed"
                     *       },
                     *       "fps": 24,
                     *       "height": 1080,
                     *       "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "music_duration": 36,
                     *       "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "name": "Rain song",
                     *       "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "source": {
                     *         "kind": "prompt",
                     *         "language": "en",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *       },
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "visibility": "public",
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       },
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Rain song, second cut",
                 *       "tags": [
                 *         "song",
                 *         "rain"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ProjectUpdateDTO"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "budget_usd": 5,
                     *       "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "draft": {
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "progress": 1,
                     *         "state": "pending",
                     *         "status": "completed"
                     *       },
                     *       "fps": 24,
                     *       "height": 1080,
                     *       "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "music_duration": 36,
                     *       "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "name": "Rain song",
                     *       "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "source": {
                     *         "kind": "prompt",
                     *         "language": "en",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *       },
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "visibility": "public",
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       },
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    check_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is to be looked at, the worst first. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checks": [
                     *         {
                     *           "advice": "Lay the project out with retime",
                     *           "clip_ids": [
                     *             "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *             "e0a4b6f2-8d0c-4b7f-93a1-4b8f0e2d9c04"
                     *           ],
                     *           "code": "NARRATION_TOO_LONG",
                     *           "message": "The narration of 'Roof, wide' ends 0.40 s after its clip",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "severity": "warning"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ChecksResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_project_clips: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "action": "ANA steps out onto the roof and looks up.",
                     *         "active_version": 1,
                     *         "alternate_number": 0,
                     *         "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "dialogue": "Listen. It is here.",
                     *         "extra_character_ids": [],
                     *         "generated_audio": [],
                     *         "generated_images": [
                     *           {
                     *             "alignment": {
                     *               "estimated": false,
                     *               "words": [
                     *                 {
                     *                   "end": 0.62,
                     *                   "start": 0.15,
                     *                   "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                 }
                     *               ]
                     *             },
                     *             "content_type": "image",
                     *             "cost_usd": null,
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "duration": null,
                     *             "fps": null,
                     *             "generation_params": {
                     *               "cfg": 3.5,
                     *               "height": 576,
                     *               "sampler": "euler",
                     *               "steps": 20,
                     *               "width": 1024
                     *             },
                     *             "height": 1080,
                     *             "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *             "input_hash": null,
                     *             "is_selected": true,
                     *             "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *             "lead": 0.15,
                     *             "model_name": "flux1-dev.safetensors",
                     *             "model_type": "checkpoint",
                     *             "negative_prompt": "blurry, text",
                     *             "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *             "provider": "comfyui",
                     *             "review": {
                     *               "at": "2026-05-04T09:30:42.500Z",
                     *               "note": "The light is right.",
                     *               "state": "approved"
                     *             },
                     *             "seed": 42,
                     *             "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *             "server_name": "gpu-1",
                     *             "stale": false,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "width": 1920
                     *           }
                     *         ],
                     *         "generated_videos": [],
                     *         "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "is_alternate": false,
                     *         "length": 4,
                     *         "locked": false,
                     *         "lyrics": "It began on the roof, one drop at a time",
                     *         "name": "Roof, wide",
                     *         "negative_prompt": "blurry, text",
                     *         "notes": "Keep the horizon low.",
                     *         "order": 0,
                     *         "parent_clip_id": null,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *         "seed": 42,
                     *         "selected_audio_id": null,
                     *         "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "selected_video_id": null,
                     *         "shot": {
                     *           "angle": "low",
                     *           "move": "push in",
                     *           "size": "WS"
                     *         },
                     *         "source_ranges": [
                     *           [
                     *             0,
                     *             40
                     *           ]
                     *         ],
                     *         "speaker": "ANA",
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "timeline_position": 0,
                     *         "transition": "",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "versions": [],
                     *         "video_prompt": "slow push in, drops run down the roof"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ClipResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_project_costs: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a project has cost. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "budget_usd": 5,
                     *       "entries": [
                     *         {
                     *           "attempt": 1,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "estimated": false,
                     *           "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "kind": "image",
                     *           "lane": "cloud:together",
                     *           "model": "flux1-dev.safetensors",
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "usd": 0.04
                     *         }
                     *       ],
                     *       "reserved_usd": 0.04,
                     *       "spent_usd": 0.8,
                     *       "sums": [
                     *         {
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "entries": 3,
                     *           "estimated_usd": 0,
                     *           "kind": "image",
                     *           "lane": "cloud:together",
                     *           "model": "flux1-dev.safetensors",
                     *           "usd": 0.8
                     *         }
                     *       ],
                     *       "total": 3
                     *     }
                     */
                    "application/json": components["schemas"]["CostsResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    download_project: {
        parameters: {
            query?: {
                /** @description As in images,audio. */
                include?: components["schemas"]["Included"][];
                /** @description selected: the cut, and what is chosen beside it; approved: nothing else than what was approved; all: rejected and old takes too. */
                takes?: components["schemas"]["TakesIncluded"];
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The zip, made while it is sent; its length is said, but not where slates are drawn for what is missing. X-Export-Warnings counts what report.json in it warns of. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.EMPTY_TIMELINE.CONFLICT"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    download_chosen: {
        parameters: {
            query?: {
                /** @description As in images,audio. */
                include?: components["schemas"]["Included"][];
                /** @description selected: the cut, and what is chosen beside it; approved: nothing else than what was approved; all: rejected and old takes too. */
                takes?: components["schemas"]["TakesIncluded"];
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "include": [
                 *         "images",
                 *         "exports"
                 *       ],
                 *       "takes": "approved"
                 *     }
                 */
                "application/json": components["schemas"]["DownloadRequestDTO"] | null;
            };
        };
        responses: {
            /** @description The zip, made while it is sent; its length is said, but not where slates are drawn for what is missing. X-Export-Warnings counts what report.json in it warns of. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": Blob;
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.EMPTY_TIMELINE.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_drafts: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Drafts, newest first, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "drafts": [
                     *         {
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "drafted_by": "llm",
                     *           "ended_at": null,
                     *           "errors": [],
                     *           "gate": null,
                     *           "id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "kind": "fountain",
                     *           "language": "en",
                     *           "mode": "append",
                     *           "options": {
                     *             "images": true,
                     *             "models": {
                     *               "audio": null,
                     *               "image": null,
                     *               "text": null,
                     *               "video": null
                     *             },
                     *             "narrate_action": false,
                     *             "narration": true,
                     *             "num_scenes": 4,
                     *             "providers": {
                     *               "audio": "elevenlabs",
                     *               "image": "auto",
                     *               "text": "fake",
                     *               "video": null
                     *             },
                     *             "review": [
                     *               "text"
                     *             ],
                     *             "style": "storybook",
                     *             "videos": false,
                     *             "voice": {
                     *               "model": "flux1-dev.safetensors",
                     *               "provider": "comfyui",
                     *               "speed": 1,
                     *               "voice_id": ""
                     *             }
                     *           },
                     *           "progress": 62.5,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "prompt": "",
                     *           "state": "processing",
                     *           "status": "processing",
                     *           "step": "images",
                     *           "steps": [
                     *             {
                     *               "attempts": 1,
                     *               "cost": null,
                     *               "ended_at": null,
                     *               "error": null,
                     *               "finished": 5,
                     *               "name": "images",
                     *               "output_ref": "takes",
                     *               "planned": 8,
                     *               "started_at": "2026-05-04T09:30:00.000Z",
                     *               "status": "running"
                     *             }
                     *           ],
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DraftListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_draft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "script": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                 *     }
                 */
                "application/json": components["schemas"]["DraftCreateDTO"];
            };
        };
        responses: {
            /** @description A draft and its steps. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "drafted_by": "llm",
                     *       "ended_at": null,
                     *       "errors": [],
                     *       "gate": null,
                     *       "id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "kind": "fountain",
                     *       "language": "en",
                     *       "mode": "append",
                     *       "options": {
                     *         "images": true,
                     *         "models": {
                     *           "audio": null,
                     *           "image": null,
                     *           "text": null,
                     *           "video": null
                     *         },
                     *         "narrate_action": false,
                     *         "narration": true,
                     *         "num_scenes": 4,
                     *         "providers": {
                     *           "audio": "elevenlabs",
                     *           "image": "auto",
                     *           "text": "fake",
                     *           "video": null
                     *         },
                     *         "review": [
                     *           "text"
                     *         ],
                     *         "style": "storybook",
                     *         "videos": false,
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         }
                     *       },
                     *       "progress": 62.5,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "",
                     *       "state": "processing",
                     *       "status": "processing",
                     *       "step": "images",
                     *       "steps": [
                     *         {
                     *           "attempts": 1,
                     *           "cost": null,
                     *           "ended_at": null,
                     *           "error": null,
                     *           "finished": 5,
                     *           "name": "images",
                     *           "output_ref": "takes",
                     *           "planned": 8,
                     *           "started_at": "2026-05-04T09:30:00.000Z",
                     *           "status": "running"
                     *         }
                     *       ],
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["DraftResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.DATABASE_UNAVAILABLE"];
        };
    };
    get_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The draft.
                 * @example 7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15
                 */
                draft_id: string;
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A draft and its steps. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "drafted_by": "llm",
                     *       "ended_at": null,
                     *       "errors": [],
                     *       "gate": null,
                     *       "id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "kind": "fountain",
                     *       "language": "en",
                     *       "mode": "append",
                     *       "options": {
                     *         "images": true,
                     *         "models": {
                     *           "audio": null,
                     *           "image": null,
                     *           "text": null,
                     *           "video": null
                     *         },
                     *         "narrate_action": false,
                     *         "narration": true,
                     *         "num_scenes": 4,
                     *         "providers": {
                     *           "audio": "elevenlabs",
                     *           "image": "auto",
                     *           "text": "fake",
                     *           "video": null
                     *         },
                     *         "review": [
                     *           "text"
                     *         ],
                     *         "style": "storybook",
                     *         "videos": false,
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         }
                     *       },
                     *       "progress": 62.5,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "",
                     *       "state": "processing",
                     *       "status": "processing",
                     *       "step": "images",
                     *       "steps": [
                     *         {
                     *           "attempts": 1,
                     *           "cost": null,
                     *           "ended_at": null,
                     *           "error": null,
                     *           "finished": 5,
                     *           "name": "images",
                     *           "output_ref": "takes",
                     *           "planned": 8,
                     *           "started_at": "2026-05-04T09:30:00.000Z",
                     *           "status": "running"
                     *         }
                     *       ],
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["DraftResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    estimate_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "clip_ids": [
                 *         "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EstimateRequestDTO"] | null;
            };
        };
        responses: {
            /** @description What it will cost. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "budget_left_usd": 4.2,
                     *       "fits": true,
                     *       "is_known": true,
                     *       "items": [
                     *         {
                     *           "count": 1,
                     *           "kind": "image",
                     *           "lane": "cloud:together",
                     *           "model": "flux1-dev.safetensors",
                     *           "usd": 0.04
                     *         }
                     *       ],
                     *       "usd": 0.04
                     *     }
                     */
                    "application/json": components["schemas"]["EstimateResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    stream_project_events: {
        parameters: {
            query?: {
                /** @description The same, where no header can be. */
                last_event_id?: string;
                /** @description One or several types, with commas between; else all. */
                types?: string;
            };
            header?: {
                /** @description The last id seen: the stream goes on after it. */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream without end; the `data` of each of its events is an EventMessage, `event` its type and `id` its id. After 15 s without one there is a comment, with an `id` that moves on the place to resume at. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-05-04T09:30:42.500Z",
                     *       "data": {
                     *         "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "progress": 100,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "rev": 9,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "status": "completed"
                     *       },
                     *       "id": 4711,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "type": "queue_update"
                     *     }
                     */
                    "text/event-stream": components["schemas"]["EventMessage"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    export_project: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The format's name; `GET …/export/formats` lists them.
                 * @example fcpxml
                 */
                format: string;
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; X-Export-Warnings counts what its report warns of. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                    /**
                     * @example {
                     *       "format": "…"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing changed since the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND.UNKNOWN_EXPORT_FORMAT"];
            409: components["responses"]["409.EMPTY_TIMELINE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    report_export: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The format's name; `GET …/export/formats` lists them.
                 * @example fcpxml
                 */
                format: string;
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What one format makes of a project. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": 9,
                     *       "entries": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "code": "rounded",
                     *           "frame": 96,
                     *           "level": "info",
                     *           "message": "Clip 'Roof, wide' begins 0.3 frames later",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802"
                     *         }
                     *       ],
                     *       "format": "fcpxml",
                     *       "fps": 24,
                     *       "frames": 864
                     *     }
                     */
                    "application/json": components["schemas"]["ExportReport"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND.UNKNOWN_EXPORT_FORMAT"];
            409: components["responses"]["409.EMPTY_TIMELINE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    check_export: {
        parameters: {
            query?: {
                /** @description Leave alternate shots out, or lay them switched off on lanes above; disabled and connected mean the same. */
                alternates?: "none" | "disabled" | "connected";
                /** @description auto: narration, else dialogue, else lyrics. */
                captions?: "auto" | "narration" | "dialogue" | "lyrics" | "none";
                /** @description Use the sound of the movies too. */
                clip_audio?: boolean;
                /** @description What a bundle or a check holds; absent: everything. */
                formats?: string[];
                /** @description Absent: the project's. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description Folder that holds the media on the editor's machine; absent: media/ beside the exported file. */
                media_root?: string;
                /** @description What stands for a shot without a file. */
                missing?: "slate" | "gap";
                /** @description Cut the music with the picture, or let it run on. */
                music?: "trim" | "full";
                /** @description Prompts and texts in the notes; the clip's id is always there. */
                notes?: boolean;
                /** @description What to show of a shot that has both. */
                picture?: "video" | "image";
                /** @description Only these scenes; may be repeated. */
                scene_id?: string[];
                /** @description Timecode of the first frame. */
                start?: string;
                /** @description Of FCPXML. */
                version?: "1.9" | "1.10" | "1.11" | "1.12" | "1.13" | "1.14";
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each format would make of the project. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "reports": [
                     *         {
                     *           "clips": 9,
                     *           "entries": [
                     *             {
                     *               "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *               "code": "rounded",
                     *               "frame": 96,
                     *               "level": "info",
                     *               "message": "Clip 'Roof, wide' begins 0.3 frames later",
                     *               "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802"
                     *             }
                     *           ],
                     *           "format": "fcpxml",
                     *           "fps": 24,
                     *           "frames": 864
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExportCheckResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.EMPTY_TIMELINE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_export_formats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A format, the options it takes, and where only some of their values will do. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "about": "Final Cut Pro and DaVinci Resolve.",
                     *         "media_type": "application/xml",
                     *         "name": "fcpxml",
                     *         "only": {},
                     *         "options": [
                     *           "start",
                     *           "missing",
                     *           "picture"
                     *         ],
                     *         "suffix": ".fcpxml"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ExportFormatResponse"][];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    order_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "fcpxml"
                 *     }
                 */
                "application/json": components["schemas"]["ExportOrderDTO"];
            };
        };
        responses: {
            /** @description An export that is going to be made. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "export_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "status_url": "http://127.0.0.1:8001/api/v1/exports/4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *     }
                     */
                    "application/json": components["schemas"]["OrderedExportResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND.UNKNOWN_EXPORT_FORMAT"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    import_timing: {
        parameters: {
            query?: {
                /** @description Change the project; else only compare. */
                apply?: boolean;
                /** @description Make clips of what the project has not. */
                create?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TimingUpload"];
            };
        };
        responses: {
            /** @description What a cut changes in a project, or would. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applied": true,
                     *       "matched": 9,
                     *       "missing": [
                     *         {
                     *           "clip_id": "e0a4b6f2-8d0c-4b7f-93a1-4b8f0e2d9c04",
                     *           "name": "Umbrella opens"
                     *         }
                     *       ],
                     *       "moved": [
                     *         {
                     *           "after": 84,
                     *           "before": 96,
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "name": "Umbrella opens"
                     *         }
                     *       ],
                     *       "new": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "file": "thunder.mov",
                     *           "frames": 48,
                     *           "name": "Thunder",
                     *           "start": 86484
                     *         }
                     *       ],
                     *       "resized": [
                     *         {
                     *           "after": 84,
                     *           "before": 96,
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "name": "Umbrella opens"
                     *         }
                     *       ],
                     *       "skipped": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "name": "Roof, wide",
                     *           "why": "it is locked"
                     *         }
                     *       ],
                     *       "split": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "frames": 24,
                     *           "name": "Roof, wide",
                     *           "start": 86532
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TimingResponse"];
                };
            };
            400: components["responses"]["400.RATE_MISMATCH.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    narrate_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "clip_ids": [
                 *         "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03"
                 *       ],
                 *       "voice": {
                 *         "speed": 1,
                 *         "voice_id": "ana"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NarrationRequestDTO"] | null;
            };
        };
        responses: {
            /** @description The jobs of the clips that are narrated, and the clips that are not. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "completed_at": "2026-05-04T09:30:42.500Z",
                     *           "cost_actual": null,
                     *           "cost_estimate": 0.04,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "depends_on": [],
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error": null,
                     *           "error_code": null,
                     *           "error_message": null,
                     *           "eta_seconds": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "generation_type": "image",
                     *           "hold_reason": null,
                     *           "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "job_type": "image",
                     *           "kind": "image",
                     *           "lane": "cloud:together",
                     *           "loras": [
                     *             {
                     *               "name": "film-grain.safetensors",
                     *               "weight": 0.8
                     *             }
                     *           ],
                     *           "max_retries": 3,
                     *           "model": "flux1-dev.safetensors",
                     *           "negative_prompt": "blurry, text",
                     *           "not_before": null,
                     *           "parameters": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "priority": 0,
                     *           "progress": 1,
                     *           "progress_percent": 100,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "queue_position": null,
                     *           "result": {
                     *             "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "seed": 42,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *           },
                     *           "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "retry_count": 0,
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "started_at": "2026-05-04T09:30:00.000Z",
                     *           "status": "completed",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "waiting": null
                     *         }
                     *       ],
                     *       "silent": [
                     *         {
                     *           "clip_id": "e0a4b6f2-8d0c-4b7f-93a1-4b8f0e2d9c04",
                     *           "code": "no_words",
                     *           "message": "Nothing is said in it"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NarrationResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    pause_project_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether jobs are given to servers; what runs runs on. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The queue is paused",
                     *       "paused": true,
                     *       "project_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["PauseResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    resume_project_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether jobs are given to servers; what runs runs on. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The queue is paused",
                     *       "paused": true,
                     *       "project_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["PauseResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    retime_project: {
        parameters: {
            query?: {
                /** @description Leave time to say what is seen, where nothing is said. */
                narrate_action?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changed, and how long the project is now, in seconds. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "length": 4,
                     *           "timeline_position": 0
                     *         }
                     *       ],
                     *       "duration": 12,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
                     *     }
                     */
                    "application/json": components["schemas"]["RetimeResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_waiting_takes: {
        parameters: {
            query?: {
                /** @description Absent: every kind. */
                content_type?: components["schemas"]["MediaKind"];
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description Only the chosen takes, or all that are undecided. */
                takes?: components["schemas"]["WhichTakes"];
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits for a verdict in a project, in story order. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": [
                     *         {
                     *           "action": "ANA steps out onto the roof and looks up.",
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "clip_name": "Roof, wide",
                     *           "dialogue": "Listen. It is here.",
                     *           "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "length": 4,
                     *           "lyrics": "It began on the roof, one drop at a time",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "scene_name": "The roof",
                     *           "selected_audio_id": null,
                     *           "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *           "selected_video_id": null,
                     *           "sequence": 1,
                     *           "takes": [
                     *             {
                     *               "alignment": {
                     *                 "estimated": false,
                     *                 "words": [
                     *                   {
                     *                     "end": 0.62,
                     *                     "start": 0.15,
                     *                     "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                   }
                     *                 ]
                     *               },
                     *               "content_type": "image",
                     *               "cost_usd": null,
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "duration": null,
                     *               "fps": null,
                     *               "generation_params": {
                     *                 "cfg": 3.5,
                     *                 "height": 576,
                     *                 "sampler": "euler",
                     *                 "steps": 20,
                     *                 "width": 1024
                     *               },
                     *               "height": 1080,
                     *               "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "input_hash": null,
                     *               "is_selected": true,
                     *               "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *               "lead": 0.15,
                     *               "model_name": "flux1-dev.safetensors",
                     *               "model_type": "checkpoint",
                     *               "negative_prompt": "blurry, text",
                     *               "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "provider": "comfyui",
                     *               "review": {
                     *                 "at": "2026-05-04T09:30:42.500Z",
                     *                 "note": "The light is right.",
                     *                 "state": "approved"
                     *               },
                     *               "seed": 42,
                     *               "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *               "server_name": "gpu-1",
                     *               "stale": false,
                     *               "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *               "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *               "width": 1920
                     *             }
                     *           ],
                     *           "timeline_position": 0,
                     *           "video_prompt": "slow push in, drops run down the roof"
                     *         }
                     *       ],
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    review_takes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decisions": [
                 *         {
                 *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                 *           "decision": "approve",
                 *           "note": "The light is right"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DecisionsDTO"];
            };
        };
        responses: {
            /** @description What became of each decision, in the order in which they were sent. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "done": 1,
                     *       "failed": 0,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "results": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "decision": "approve",
                     *           "error": null,
                     *           "ok": true,
                     *           "take": {
                     *             "alignment": {
                     *               "estimated": false,
                     *               "words": [
                     *                 {
                     *                   "end": 0.62,
                     *                   "start": 0.15,
                     *                   "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                 }
                     *               ]
                     *             },
                     *             "content_type": "image",
                     *             "cost_usd": null,
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "duration": null,
                     *             "fps": null,
                     *             "generation_params": {
                     *               "cfg": 3.5,
                     *               "height": 576,
                     *               "sampler": "euler",
                     *               "steps": 20,
                     *               "width": 1024
                     *             },
                     *             "height": 1080,
                     *             "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *             "input_hash": null,
                     *             "is_selected": true,
                     *             "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *             "lead": 0.15,
                     *             "model_name": "flux1-dev.safetensors",
                     *             "model_type": "checkpoint",
                     *             "negative_prompt": "blurry, text",
                     *             "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *             "provider": "comfyui",
                     *             "review": {
                     *               "at": "2026-05-04T09:30:42.500Z",
                     *               "note": "The light is right.",
                     *               "state": "approved"
                     *             },
                     *             "seed": 42,
                     *             "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *             "server_name": "gpu-1",
                     *             "stale": false,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "width": 1920
                     *           },
                     *           "take_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DecisionsResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_project_scenes: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A scene and its clips. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "alternate_number": 0,
                     *         "characters": [
                     *           "ANA"
                     *         ],
                     *         "clips": [
                     *           {
                     *             "action": "ANA steps out onto the roof and looks up.",
                     *             "active_version": 1,
                     *             "alternate_number": 0,
                     *             "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "dialogue": "Listen. It is here.",
                     *             "extra_character_ids": [],
                     *             "generated_audio": [],
                     *             "generated_images": [
                     *               {
                     *                 "alignment": {
                     *                   "estimated": false,
                     *                   "words": [
                     *                     {
                     *                       "end": 0.62,
                     *                       "start": 0.15,
                     *                       "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                     }
                     *                   ]
                     *                 },
                     *                 "content_type": "image",
                     *                 "cost_usd": null,
                     *                 "created_at": "2026-05-04T09:30:00.000Z",
                     *                 "duration": null,
                     *                 "fps": null,
                     *                 "generation_params": {
                     *                   "cfg": 3.5,
                     *                   "height": 576,
                     *                   "sampler": "euler",
                     *                   "steps": 20,
                     *                   "width": 1024
                     *                 },
                     *                 "height": 1080,
                     *                 "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                 "input_hash": null,
                     *                 "is_selected": true,
                     *                 "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                 "lead": 0.15,
                     *                 "model_name": "flux1-dev.safetensors",
                     *                 "model_type": "checkpoint",
                     *                 "negative_prompt": "blurry, text",
                     *                 "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                 "provider": "comfyui",
                     *                 "review": {
                     *                   "at": "2026-05-04T09:30:42.500Z",
                     *                   "note": "The light is right.",
                     *                   "state": "approved"
                     *                 },
                     *                 "seed": 42,
                     *                 "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                 "server_name": "gpu-1",
                     *                 "stale": false,
                     *                 "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                 "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                 "width": 1920
                     *               }
                     *             ],
                     *             "generated_videos": [],
                     *             "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *             "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *             "is_alternate": false,
                     *             "length": 4,
                     *             "locked": false,
                     *             "lyrics": "It began on the roof, one drop at a time",
                     *             "name": "Roof, wide",
                     *             "negative_prompt": "blurry, text",
                     *             "notes": "Keep the horizon low.",
                     *             "order": 0,
                     *             "parent_clip_id": null,
                     *             "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *             "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *             "seed": 42,
                     *             "selected_audio_id": null,
                     *             "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *             "selected_video_id": null,
                     *             "shot": {
                     *               "angle": "low",
                     *               "move": "push in",
                     *               "size": "WS"
                     *             },
                     *             "source_ranges": [
                     *               [
                     *                 0,
                     *                 40
                     *               ]
                     *             ],
                     *             "speaker": "ANA",
                     *             "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *             "timeline_position": 0,
                     *             "transition": "",
                     *             "updated_at": "2026-05-04T09:30:42.500Z",
                     *             "versions": [],
                     *             "video_prompt": "slow push in, drops run down the roof"
                     *           }
                     *         ],
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A song about the first rain after a long summer.",
                     *         "duration": 12,
                     *         "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *         "is_alternate": false,
                     *         "location": "ROOF",
                     *         "lyrics": "It began on the roof, one drop at a time",
                     *         "name": "The roof",
                     *         "notes": "Keep the horizon low.",
                     *         "number": "1",
                     *         "order": 0,
                     *         "parent_scene_id": null,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "summary": "Ana hears the first drops and goes up to the roof.",
                     *         "time_of_day": "NIGHT",
                     *         "timeline_start": 0,
                     *         "updated_at": "2026-05-04T09:30:42.500Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SceneWithClipsResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_subtitles: {
        parameters: {
            query?: {
                /** @description How they are written. */
                format?: components["schemas"]["SubtitleFormat"];
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subtitles. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cues": [
                     *         {
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "end": 2.4,
                     *           "start": 0.15,
                     *           "text": "Listen.\nIt is here."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SubtitlesResponse"];
                    "application/x-subrip": string;
                    "text/vtt": string;
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.EMPTY_TIMELINE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_project_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A storyboard on one timeline. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "project": {
                     *         "brief": {
                     *           "age_rating": "6+",
                     *           "audience": "",
                     *           "category": "song",
                     *           "difficulty": "",
                     *           "setting": "",
                     *           "themes": [
                     *             "rain",
                     *             "waiting"
                     *           ],
                     *           "tone": ""
                     *         },
                     *         "budget_usd": 5,
                     *         "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A song about the first rain after a long summer.",
                     *         "draft": {
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "progress": 1,
                     *           "state": "pending",
                     *           "status": "completed"
                     *         },
                     *         "fps": 24,
                     *         "height": 1080,
                     *         "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "music_duration": 36,
                     *         "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "name": "Rain song",
                     *         "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *         "source": {
                     *           "kind": "prompt",
                     *           "language": "en",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *         },
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "tags": [
                     *           "song",
                     *           "rain"
                     *         ],
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "visibility": "public",
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         },
                     *         "width": 1920
                     *       },
                     *       "scenes": [
                     *         {
                     *           "alternate_number": 0,
                     *           "characters": [
                     *             "ANA"
                     *           ],
                     *           "clips": [
                     *             {
                     *               "action": "ANA steps out onto the roof and looks up.",
                     *               "active_version": 1,
                     *               "alternate_number": 0,
                     *               "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "dialogue": "Listen. It is here.",
                     *               "extra_character_ids": [],
                     *               "generated_audio": [],
                     *               "generated_images": [
                     *                 {
                     *                   "alignment": {
                     *                     "estimated": false,
                     *                     "words": [
                     *                       {
                     *                         "end": 0.62,
                     *                         "start": 0.15,
                     *                         "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                       }
                     *                     ]
                     *                   },
                     *                   "content_type": "image",
                     *                   "cost_usd": null,
                     *                   "created_at": "2026-05-04T09:30:00.000Z",
                     *                   "duration": null,
                     *                   "fps": null,
                     *                   "generation_params": {
                     *                     "cfg": 3.5,
                     *                     "height": 576,
                     *                     "sampler": "euler",
                     *                     "steps": 20,
                     *                     "width": 1024
                     *                   },
                     *                   "height": 1080,
                     *                   "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                   "input_hash": null,
                     *                   "is_selected": true,
                     *                   "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                   "lead": 0.15,
                     *                   "model_name": "flux1-dev.safetensors",
                     *                   "model_type": "checkpoint",
                     *                   "negative_prompt": "blurry, text",
                     *                   "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                   "provider": "comfyui",
                     *                   "review": {
                     *                     "at": "2026-05-04T09:30:42.500Z",
                     *                     "note": "The light is right.",
                     *                     "state": "approved"
                     *                   },
                     *                   "seed": 42,
                     *                   "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                   "server_name": "gpu-1",
                     *                   "stale": false,
                     *                   "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                   "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                   "width": 1920
                     *                 }
                     *               ],
                     *               "generated_videos": [],
                     *               "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *               "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "is_alternate": false,
                     *               "length": 4,
                     *               "locked": false,
                     *               "lyrics": "It began on the roof, one drop at a time",
                     *               "name": "Roof, wide",
                     *               "negative_prompt": "blurry, text",
                     *               "notes": "Keep the horizon low.",
                     *               "order": 0,
                     *               "parent_clip_id": null,
                     *               "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *               "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *               "seed": 42,
                     *               "selected_audio_id": null,
                     *               "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "selected_video_id": null,
                     *               "shot": {
                     *                 "angle": "low",
                     *                 "move": "push in",
                     *                 "size": "WS"
                     *               },
                     *               "source_ranges": [
                     *                 [
                     *                   0,
                     *                   40
                     *                 ]
                     *               ],
                     *               "speaker": "ANA",
                     *               "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *               "timeline_position": 0,
                     *               "transition": "",
                     *               "updated_at": "2026-05-04T09:30:42.500Z",
                     *               "versions": [],
                     *               "video_prompt": "slow push in, drops run down the roof"
                     *             }
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "description": "A song about the first rain after a long summer.",
                     *           "duration": 12,
                     *           "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "is_alternate": false,
                     *           "location": "ROOF",
                     *           "lyrics": "It began on the roof, one drop at a time",
                     *           "name": "The roof",
                     *           "notes": "Keep the horizon low.",
                     *           "number": "1",
                     *           "order": 0,
                     *           "parent_scene_id": null,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "summary": "Ana hears the first drops and goes up to the roof.",
                     *           "time_of_day": "NIGHT",
                     *           "timeline_start": 0,
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ],
                     *       "total_duration": 36
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectTimelineResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_project_with_scenes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A whole storyboard. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "budget_usd": 5,
                     *       "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "draft": {
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "progress": 1,
                     *         "state": "pending",
                     *         "status": "completed"
                     *       },
                     *       "fps": 24,
                     *       "height": 1080,
                     *       "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "music_duration": 36,
                     *       "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *       "name": "Rain song",
                     *       "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "scenes": [
                     *         {
                     *           "alternate_number": 0,
                     *           "characters": [
                     *             "ANA"
                     *           ],
                     *           "clips": [
                     *             {
                     *               "action": "ANA steps out onto the roof and looks up.",
                     *               "active_version": 1,
                     *               "alternate_number": 0,
                     *               "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "dialogue": "Listen. It is here.",
                     *               "extra_character_ids": [],
                     *               "generated_audio": [],
                     *               "generated_images": [
                     *                 {
                     *                   "alignment": {
                     *                     "estimated": false,
                     *                     "words": [
                     *                       {
                     *                         "end": 0.62,
                     *                         "start": 0.15,
                     *                         "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                       }
                     *                     ]
                     *                   },
                     *                   "content_type": "image",
                     *                   "cost_usd": null,
                     *                   "created_at": "2026-05-04T09:30:00.000Z",
                     *                   "duration": null,
                     *                   "fps": null,
                     *                   "generation_params": {
                     *                     "cfg": 3.5,
                     *                     "height": 576,
                     *                     "sampler": "euler",
                     *                     "steps": 20,
                     *                     "width": 1024
                     *                   },
                     *                   "height": 1080,
                     *                   "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                   "input_hash": null,
                     *                   "is_selected": true,
                     *                   "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                   "lead": 0.15,
                     *                   "model_name": "flux1-dev.safetensors",
                     *                   "model_type": "checkpoint",
                     *                   "negative_prompt": "blurry, text",
                     *                   "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                   "provider": "comfyui",
                     *                   "review": {
                     *                     "at": "2026-05-04T09:30:42.500Z",
                     *                     "note": "The light is right.",
                     *                     "state": "approved"
                     *                   },
                     *                   "seed": 42,
                     *                   "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                   "server_name": "gpu-1",
                     *                   "stale": false,
                     *                   "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                   "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                   "width": 1920
                     *                 }
                     *               ],
                     *               "generated_videos": [],
                     *               "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *               "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "is_alternate": false,
                     *               "length": 4,
                     *               "locked": false,
                     *               "lyrics": "It began on the roof, one drop at a time",
                     *               "name": "Roof, wide",
                     *               "negative_prompt": "blurry, text",
                     *               "notes": "Keep the horizon low.",
                     *               "order": 0,
                     *               "parent_clip_id": null,
                     *               "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *               "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *               "seed": 42,
                     *               "selected_audio_id": null,
                     *               "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "selected_video_id": null,
                     *               "shot": {
                     *                 "angle": "low",
                     *                 "move": "push in",
                     *                 "size": "WS"
                     *               },
                     *               "source_ranges": [
                     *                 [
                     *                   0,
                     *                   40
                     *                 ]
                     *               ],
                     *               "speaker": "ANA",
                     *               "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *               "timeline_position": 0,
                     *               "transition": "",
                     *               "updated_at": "2026-05-04T09:30:42.500Z",
                     *               "versions": [],
                     *               "video_prompt": "slow push in, drops run down the roof"
                     *             }
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "description": "A song about the first rain after a long summer.",
                     *           "duration": 12,
                     *           "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "is_alternate": false,
                     *           "location": "ROOF",
                     *           "lyrics": "It began on the roof, one drop at a time",
                     *           "name": "The roof",
                     *           "notes": "Keep the horizon low.",
                     *           "number": "1",
                     *           "order": 0,
                     *           "parent_scene_id": null,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "summary": "Ana hears the first drops and goes up to the roof.",
                     *           "time_of_day": "NIGHT",
                     *           "timeline_start": 0,
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ],
                     *       "source": {
                     *         "kind": "prompt",
                     *         "language": "en",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *       },
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song",
                     *         "rain"
                     *       ],
                     *       "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "visibility": "public",
                     *       "voice": {
                     *         "model": "flux1-dev.safetensors",
                     *         "provider": "comfyui",
                     *         "speed": 1,
                     *         "voice_id": ""
                     *       },
                     *       "width": 1920
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectWithScenesResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    import_project: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "storycanvas_v1",
                 *       "project": {
                 *         "name": "Rain song"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["BoardDocumentDTO"];
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description The new project, and how the file was read. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "project": {
                     *         "brief": {
                     *           "age_rating": "6+",
                     *           "audience": "",
                     *           "category": "song",
                     *           "difficulty": "",
                     *           "setting": "",
                     *           "themes": [
                     *             "rain",
                     *             "waiting"
                     *           ],
                     *           "tone": ""
                     *         },
                     *         "budget_usd": 5,
                     *         "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A song about the first rain after a long summer.",
                     *         "draft": {
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "progress": 1,
                     *           "state": "pending",
                     *           "status": "completed"
                     *         },
                     *         "fps": 24,
                     *         "height": 1080,
                     *         "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "music_duration": 36,
                     *         "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "name": "Rain song",
                     *         "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *         "scenes": [
                     *           {
                     *             "alternate_number": 0,
                     *             "characters": [
                     *               "ANA"
                     *             ],
                     *             "clips": [
                     *               {
                     *                 "action": "ANA steps out onto the roof and looks up.",
                     *                 "active_version": 1,
                     *                 "alternate_number": 0,
                     *                 "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *                 "created_at": "2026-05-04T09:30:00.000Z",
                     *                 "dialogue": "Listen. It is here.",
                     *                 "extra_character_ids": [],
                     *                 "generated_audio": [],
                     *                 "generated_images": [
                     *                   {
                     *                     "alignment": {
                     *                       "estimated": false,
                     *                       "words": [
                     *                         {
                     *                           "end": 0.62,
                     *                           "start": 0.15,
                     *                           "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                         }
                     *                       ]
                     *                     },
                     *                     "content_type": "image",
                     *                     "cost_usd": null,
                     *                     "created_at": "2026-05-04T09:30:00.000Z",
                     *                     "duration": null,
                     *                     "fps": null,
                     *                     "generation_params": {
                     *                       "cfg": 3.5,
                     *                       "height": 576,
                     *                       "sampler": "euler",
                     *                       "steps": 20,
                     *                       "width": 1024
                     *                     },
                     *                     "height": 1080,
                     *                     "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                     "input_hash": null,
                     *                     "is_selected": true,
                     *                     "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                     "lead": 0.15,
                     *                     "model_name": "flux1-dev.safetensors",
                     *                     "model_type": "checkpoint",
                     *                     "negative_prompt": "blurry, text",
                     *                     "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                     "provider": "comfyui",
                     *                     "review": {
                     *                       "at": "2026-05-04T09:30:42.500Z",
                     *                       "note": "The light is right.",
                     *                       "state": "approved"
                     *                     },
                     *                     "seed": 42,
                     *                     "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                     "server_name": "gpu-1",
                     *                     "stale": false,
                     *                     "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                     "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                     "width": 1920
                     *                   }
                     *                 ],
                     *                 "generated_videos": [],
                     *                 "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *                 "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                 "is_alternate": false,
                     *                 "length": 4,
                     *                 "locked": false,
                     *                 "lyrics": "It began on the roof, one drop at a time",
                     *                 "name": "Roof, wide",
                     *                 "negative_prompt": "blurry, text",
                     *                 "notes": "Keep the horizon low.",
                     *                 "order": 0,
                     *                 "parent_clip_id": null,
                     *                 "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *                 "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *                 "seed": 42,
                     *                 "selected_audio_id": null,
                     *                 "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                 "selected_video_id": null,
                     *                 "shot": {
                     *                   "angle": "low",
                     *                   "move": "push in",
                     *                   "size": "WS"
                     *                 },
                     *                 "source_ranges": [
                     *                   [
                     *                     0,
                     *                     40
                     *                   ]
                     *                 ],
                     *                 "speaker": "ANA",
                     *                 "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *                 "timeline_position": 0,
                     *                 "transition": "",
                     *                 "updated_at": "2026-05-04T09:30:42.500Z",
                     *                 "versions": [],
                     *                 "video_prompt": "slow push in, drops run down the roof"
                     *               }
                     *             ],
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "description": "A song about the first rain after a long summer.",
                     *             "duration": 12,
                     *             "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *             "is_alternate": false,
                     *             "location": "ROOF",
                     *             "lyrics": "It began on the roof, one drop at a time",
                     *             "name": "The roof",
                     *             "notes": "Keep the horizon low.",
                     *             "number": "1",
                     *             "order": 0,
                     *             "parent_scene_id": null,
                     *             "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *             "summary": "Ana hears the first drops and goes up to the roof.",
                     *             "time_of_day": "NIGHT",
                     *             "timeline_start": 0,
                     *             "updated_at": "2026-05-04T09:30:42.500Z"
                     *           }
                     *         ],
                     *         "source": {
                     *           "kind": "prompt",
                     *           "language": "en",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *         },
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "tags": [
                     *           "song",
                     *           "rain"
                     *         ],
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "visibility": "public",
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         },
                     *         "width": 1920
                     *       },
                     *       "report": {
                     *         "characters": 2,
                     *         "clips": 9,
                     *         "dropped": [],
                     *         "scenes": 3,
                     *         "takes": 4,
                     *         "templates": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedProjectResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    import_script: {
        parameters: {
            query?: {
                /** @description Frames per second; df = drop-frame timecode. */
                fps?: 23.976 | 24 | 25 | 29.97 | "29.97df" | 30 | 50 | 59.94 | "59.94df" | 60;
                /** @description plain, transcript, markdown, fountain, fdx, srt; absent: by name and text. */
                kind?: string;
                /** @description Absent: the script's title. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Rain song",
                 *       "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                 *     }
                 */
                "application/json": components["schemas"]["ScriptImportDTO"];
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description The new board, and how the script was read. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "project": {
                     *         "brief": {
                     *           "age_rating": "6+",
                     *           "audience": "",
                     *           "category": "song",
                     *           "difficulty": "",
                     *           "setting": "",
                     *           "themes": [
                     *             "rain",
                     *             "waiting"
                     *           ],
                     *           "tone": ""
                     *         },
                     *         "budget_usd": 5,
                     *         "cover_take": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "A song about the first rain after a long summer.",
                     *         "draft": {
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "progress": 1,
                     *           "state": "pending",
                     *           "status": "completed"
                     *         },
                     *         "fps": 24,
                     *         "height": 1080,
                     *         "id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "music_duration": 36,
                     *         "music_file": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "music_file_path": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *         "name": "Rain song",
                     *         "owner_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *         "scenes": [
                     *           {
                     *             "alternate_number": 0,
                     *             "characters": [
                     *               "ANA"
                     *             ],
                     *             "clips": [
                     *               {
                     *                 "action": "ANA steps out onto the roof and looks up.",
                     *                 "active_version": 1,
                     *                 "alternate_number": 0,
                     *                 "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *                 "created_at": "2026-05-04T09:30:00.000Z",
                     *                 "dialogue": "Listen. It is here.",
                     *                 "extra_character_ids": [],
                     *                 "generated_audio": [],
                     *                 "generated_images": [
                     *                   {
                     *                     "alignment": {
                     *                       "estimated": false,
                     *                       "words": [
                     *                         {
                     *                           "end": 0.62,
                     *                           "start": 0.15,
                     *                           "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                         }
                     *                       ]
                     *                     },
                     *                     "content_type": "image",
                     *                     "cost_usd": null,
                     *                     "created_at": "2026-05-04T09:30:00.000Z",
                     *                     "duration": null,
                     *                     "fps": null,
                     *                     "generation_params": {
                     *                       "cfg": 3.5,
                     *                       "height": 576,
                     *                       "sampler": "euler",
                     *                       "steps": 20,
                     *                       "width": 1024
                     *                     },
                     *                     "height": 1080,
                     *                     "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                     "input_hash": null,
                     *                     "is_selected": true,
                     *                     "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                     "lead": 0.15,
                     *                     "model_name": "flux1-dev.safetensors",
                     *                     "model_type": "checkpoint",
                     *                     "negative_prompt": "blurry, text",
                     *                     "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                     "provider": "comfyui",
                     *                     "review": {
                     *                       "at": "2026-05-04T09:30:42.500Z",
                     *                       "note": "The light is right.",
                     *                       "state": "approved"
                     *                     },
                     *                     "seed": 42,
                     *                     "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                     "server_name": "gpu-1",
                     *                     "stale": false,
                     *                     "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                     "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                     "width": 1920
                     *                   }
                     *                 ],
                     *                 "generated_videos": [],
                     *                 "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *                 "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                 "is_alternate": false,
                     *                 "length": 4,
                     *                 "locked": false,
                     *                 "lyrics": "It began on the roof, one drop at a time",
                     *                 "name": "Roof, wide",
                     *                 "negative_prompt": "blurry, text",
                     *                 "notes": "Keep the horizon low.",
                     *                 "order": 0,
                     *                 "parent_clip_id": null,
                     *                 "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *                 "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *                 "seed": 42,
                     *                 "selected_audio_id": null,
                     *                 "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                 "selected_video_id": null,
                     *                 "shot": {
                     *                   "angle": "low",
                     *                   "move": "push in",
                     *                   "size": "WS"
                     *                 },
                     *                 "source_ranges": [
                     *                   [
                     *                     0,
                     *                     40
                     *                   ]
                     *                 ],
                     *                 "speaker": "ANA",
                     *                 "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *                 "timeline_position": 0,
                     *                 "transition": "",
                     *                 "updated_at": "2026-05-04T09:30:42.500Z",
                     *                 "versions": [],
                     *                 "video_prompt": "slow push in, drops run down the roof"
                     *               }
                     *             ],
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "description": "A song about the first rain after a long summer.",
                     *             "duration": 12,
                     *             "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *             "is_alternate": false,
                     *             "location": "ROOF",
                     *             "lyrics": "It began on the roof, one drop at a time",
                     *             "name": "The roof",
                     *             "notes": "Keep the horizon low.",
                     *             "number": "1",
                     *             "order": 0,
                     *             "parent_scene_id": null,
                     *             "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *             "summary": "Ana hears the first drops and goes up to the roof.",
                     *             "time_of_day": "NIGHT",
                     *             "timeline_start": 0,
                     *             "updated_at": "2026-05-04T09:30:42.500Z"
                     *           }
                     *         ],
                     *         "source": {
                     *           "kind": "prompt",
                     *           "language": "en",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot"
                     *         },
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "tags": [
                     *           "song",
                     *           "rain"
                     *         ],
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "visibility": "public",
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         },
                     *         "width": 1920
                     *       },
                     *       "report": {
                     *         "dropped": [],
                     *         "recognised": {
                     *           "characters": 2,
                     *           "clips": 9,
                     *           "scenes": 3
                     *         },
                     *         "warnings": []
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedBoardResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_providers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All services there are, set up or not. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "order": [
                     *         "comfyui",
                     *         "together"
                     *       ],
                     *       "providers": [
                     *         {
                     *           "concurrency": 2,
                     *           "configured": true,
                     *           "defaults": {
                     *             "image": "example/picture-1"
                     *           },
                     *           "depth": 4,
                     *           "error": null,
                     *           "kinds": [
                     *             "text"
                     *           ],
                     *           "label": "Together",
                     *           "lane": "cloud:together",
                     *           "looked_at": "2026-05-04T09:30:00.000Z",
                     *           "models": 12,
                     *           "name": "together",
                     *           "paused": false,
                     *           "problems": [],
                     *           "reason": null,
                     *           "resting": false,
                     *           "rests_until": null,
                     *           "running": 2,
                     *           "since": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProviderListResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_provider_models: {
        parameters: {
            query?: {
                /** @description Absent: of all kinds. */
                kind?: components["schemas"]["ModelKind"];
            };
            header?: never;
            path: {
                /**
                 * @description The service, as `GET /providers` names it.
                 * @example comfyui
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A service's models, as far as they are known. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "looked_at": "2026-05-04T09:30:00.000Z",
                     *       "models": [
                     *         {
                     *           "context": null,
                     *           "durations": [],
                     *           "expires": null,
                     *           "id": "example/picture-1",
                     *           "kind": "image",
                     *           "name": "Picture 1",
                     *           "prices": [
                     *             {
                     *               "per": "image",
                     *               "usd": 0.04
                     *             }
                     *           ],
                     *           "prompt_cap": 2000,
                     *           "sizes": [
                     *             [
                     *               1024,
                     *               576
                     *             ]
                     *           ],
                     *           "takes_references": true
                     *         }
                     *       ],
                     *       "provider": "comfyui"
                     *     }
                     */
                    "application/json": components["schemas"]["ProviderModelsResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.DATABASE_UNAVAILABLE"];
        };
    };
    test_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The service, as `GET /providers` names it.
                 * @example comfyui
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A service that answered, and accepts our key. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "models": 12,
                     *       "ok": true,
                     *       "provider": "comfyui"
                     *     }
                     */
                    "application/json": components["schemas"]["ProviderTestResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED.PROVIDER_BAD_OUTPUT.QUOTA_EXHAUSTED.PROVIDER_REJECTED"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
    cancel_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10"
                 *     }
                 */
                "application/json": components["schemas"]["CancelRequestDTO"];
            };
        };
        responses: {
            /** @description How many jobs were cancelled. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cancelled_count": 5,
                     *       "message": "5 jobs cancelled"
                     *     }
                     */
                    "application/json": components["schemas"]["CancelledResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    clear_queue: {
        parameters: {
            query?: {
                /** @description One or several, with commas between. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was removed from the queue. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deleted_count": 40,
                     *       "message": "40 jobs deleted",
                     *       "status_filter": "completed"
                     *     }
                     */
                    "application/json": components["schemas"]["ClearedResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description Only these; absent: all that make pictures, films or sounds. */
                kind?: components["schemas"]["JobKind"];
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description The project. */
                project_id?: string;
                /** @description One or several, with commas between. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A job. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *         "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "completed_at": "2026-05-04T09:30:42.500Z",
                     *         "cost_actual": null,
                     *         "cost_estimate": 0.04,
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "depends_on": [],
                     *         "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *         "error": null,
                     *         "error_code": null,
                     *         "error_message": null,
                     *         "eta_seconds": null,
                     *         "generation_params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "generation_type": "image",
                     *         "hold_reason": null,
                     *         "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *         "job_type": "image",
                     *         "kind": "image",
                     *         "lane": "cloud:together",
                     *         "loras": [
                     *           {
                     *             "name": "film-grain.safetensors",
                     *             "weight": 0.8
                     *           }
                     *         ],
                     *         "max_retries": 3,
                     *         "model": "flux1-dev.safetensors",
                     *         "negative_prompt": "blurry, text",
                     *         "not_before": null,
                     *         "parameters": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "priority": 0,
                     *         "progress": 1,
                     *         "progress_percent": 100,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "queue_position": null,
                     *         "result": {
                     *           "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "seed": 42,
                     *           "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *           "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *         },
                     *         "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "retry_count": 0,
                     *         "seed": 42,
                     *         "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *         "server_name": "gpu-1",
                     *         "started_at": "2026-05-04T09:30:00.000Z",
                     *         "status": "completed",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "waiting": null
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["QueueJobResponse"][];
                };
            };
            /** @description Nothing changed since the answer with the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                 *       "generation_type": "image",
                 *       "params": {
                 *         "cfg": 3.5,
                 *         "height": 576,
                 *         "sampler": "euler",
                 *         "steps": 20,
                 *         "width": 1024
                 *       },
                 *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
                 *     }
                 */
                "application/json": components["schemas"]["QueueJobRequestDTO"];
            };
        };
        responses: {
            /** @description A job. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job alone, with its tries, and why it waits, server by server. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": [
                     *         {
                     *           "ended_at": "2026-05-04T09:30:42.500Z",
                     *           "error_class": null,
                     *           "n": 1,
                     *           "outcome": "completed",
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "started_at": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "needs": [],
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobDetailResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A job. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    complete_job: {
        parameters: {
            query?: {
                /** @description Why it failed. */
                error?: string;
                /** @description Where the file is to be fetched from. */
                result_url?: string;
                /** @description Whether it worked. */
                success?: boolean;
                /** @description That of the lease the job came with. */
                token?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "result_url": "http://10.0.0.9/rain.png",
                 *       "success": true,
                 *       "token": 3
                 *     }
                 */
                "application/json": components["schemas"]["WorkerReportDTO"] | null;
            };
        };
        responses: {
            /** @description A job. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    prioritise_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": 5
                 *     }
                 */
                "application/json": components["schemas"]["PriorityRequestDTO"];
            };
        };
        responses: {
            /** @description A job. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The job.
                 * @example 4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                 *       "seed": 43
                 *     }
                 */
                "application/json": components["schemas"]["RetryRequestDTO"] | null;
            };
        };
        responses: {
            /** @description A job. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 1,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": {
                     *         "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "seed": 42,
                     *         "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *         "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *       },
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "completed",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueJobResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_lanes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All lanes of such work. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lanes": [
                     *         {
                     *           "concurrency": 2,
                     *           "depth": 3,
                     *           "name": "exports",
                     *           "paused": true,
                     *           "reason": "A person paused it",
                     *           "resting": false,
                     *           "rests_until": null,
                     *           "running": 0,
                     *           "since": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LaneListResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    pause_lane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The lane's name.
                 * @example cloud:together
                 */
                lane: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A lane of work that no ComfyUI server does: exports, or films of a paid service. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "concurrency": 2,
                     *       "depth": 3,
                     *       "name": "exports",
                     *       "paused": true,
                     *       "reason": "A person paused it",
                     *       "resting": false,
                     *       "rests_until": null,
                     *       "running": 0,
                     *       "since": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LaneResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    resume_lane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The lane's name.
                 * @example cloud:together
                 */
                lane: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A lane of work that no ComfyUI server does: exports, or films of a paid service. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "concurrency": 2,
                     *       "depth": 3,
                     *       "name": "exports",
                     *       "paused": true,
                     *       "reason": "A person paused it",
                     *       "resting": false,
                     *       "rests_until": null,
                     *       "running": 0,
                     *       "since": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LaneResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    pause_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether jobs are given to servers; what runs runs on. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The queue is paused",
                     *       "paused": true,
                     *       "project_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["PauseResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_project_jobs: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project's jobs, newest first. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "completed_at": "2026-05-04T09:30:42.500Z",
                     *           "cost_actual": null,
                     *           "cost_estimate": 0.04,
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "depends_on": [],
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error": null,
                     *           "error_code": null,
                     *           "error_message": null,
                     *           "eta_seconds": null,
                     *           "generation_params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "generation_type": "image",
                     *           "hold_reason": null,
                     *           "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *           "job_type": "image",
                     *           "kind": "image",
                     *           "lane": "cloud:together",
                     *           "loras": [
                     *             {
                     *               "name": "film-grain.safetensors",
                     *               "weight": 0.8
                     *             }
                     *           ],
                     *           "max_retries": 3,
                     *           "model": "flux1-dev.safetensors",
                     *           "negative_prompt": "blurry, text",
                     *           "not_before": null,
                     *           "parameters": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "params": {
                     *             "cfg": 3.5,
                     *             "height": 576,
                     *             "sampler": "euler",
                     *             "steps": 20,
                     *             "width": 1024
                     *           },
                     *           "priority": 0,
                     *           "progress": 1,
                     *           "progress_percent": 100,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "queue_position": null,
                     *           "result": {
                     *             "output_path": "3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "seed": 42,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *           },
                     *           "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "retry_count": 0,
                     *           "seed": 42,
                     *           "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "server_name": "gpu-1",
                     *           "started_at": "2026-05-04T09:30:00.000Z",
                     *           "status": "completed",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "waiting": null
                     *         }
                     *       ],
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "total_jobs": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ProjectJobsResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    resume_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether jobs are given to servers; what runs runs on. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "The queue is paused",
                     *       "paused": true,
                     *       "project_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["PauseResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    claim_next_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "8d0b2c4e-6f1a-4c3d-9e7b-1a2f3c4d5e10",
                     *       "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *       "completed_at": "2026-05-04T09:30:42.500Z",
                     *       "cost_actual": null,
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "depends_on": [],
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "eta_seconds": null,
                     *       "generation_params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "generation_type": "image",
                     *       "hold_reason": null,
                     *       "id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *       "job_type": "image",
                     *       "kind": "image",
                     *       "lane": "cloud:together",
                     *       "lease": {
                     *         "token": 3,
                     *         "until": "2026-05-04T09:30:42.500Z"
                     *       },
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "max_retries": 3,
                     *       "model": "flux1-dev.safetensors",
                     *       "negative_prompt": "blurry, text",
                     *       "not_before": null,
                     *       "parameters": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "priority": 0,
                     *       "progress": 0,
                     *       "progress_percent": 100,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *       "queue_position": null,
                     *       "result": null,
                     *       "result_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "retry_count": 0,
                     *       "seed": 42,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1",
                     *       "source_url": null,
                     *       "started_at": "2026-05-04T09:30:00.000Z",
                     *       "status": "processing",
                     *       "target": {
                     *         "height": 1080,
                     *         "seconds": 4,
                     *         "width": 1920
                     *       },
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "waiting": null
                     *     }
                     */
                    "application/json": components["schemas"]["LeasedJobResponse"] | null;
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    register_worker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server a worker works for. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_online": true,
                     *       "max_concurrent": 1,
                     *       "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *       "server_name": "gpu-1"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRegistrationResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_queue_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts of jobs, and the servers by their ids. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "completed_jobs": 40,
                     *       "failed_jobs": 1,
                     *       "paused": false,
                     *       "processing_jobs": 2,
                     *       "queued_jobs": 5,
                     *       "servers": {
                     *         "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07": {
                     *           "average_job_time": 8.4,
                     *           "current_jobs": 1,
                     *           "loaded_model": "flux1-dev.safetensors",
                     *           "max_concurrent": 1,
                     *           "name": "gpu-1",
                     *           "online": true,
                     *           "queue_length": 1,
                     *           "total_completed": 40,
                     *           "total_failed": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["QueueStatusResponse"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_scene: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lyrics": "It began on the roof, one drop at a time",
                 *       "name": "The roof",
                 *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
                 *     }
                 */
                "application/json": components["schemas"]["SceneCreateDTO"];
            };
        };
        responses: {
            /** @description A scene. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alternate_number": 0,
                     *       "characters": [
                     *         "ANA"
                     *       ],
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "duration": 12,
                     *       "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "is_alternate": false,
                     *       "location": "ROOF",
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "The roof",
                     *       "notes": "Keep the horizon low.",
                     *       "number": "1",
                     *       "order": 0,
                     *       "parent_scene_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "summary": "Ana hears the first drops and goes up to the roof.",
                     *       "time_of_day": "NIGHT",
                     *       "timeline_start": 0,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SceneResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_scene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A scene. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alternate_number": 0,
                     *       "characters": [
                     *         "ANA"
                     *       ],
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "duration": 12,
                     *       "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "is_alternate": false,
                     *       "location": "ROOF",
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "The roof",
                     *       "notes": "Keep the horizon low.",
                     *       "number": "1",
                     *       "order": 0,
                     *       "parent_scene_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "summary": "Ana hears the first drops and goes up to the roof.",
                     *       "time_of_day": "NIGHT",
                     *       "timeline_start": 0,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SceneResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_scene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "The roof, before dawn"
                 *     }
                 */
                "application/json": components["schemas"]["SceneUpdateDTO"];
            };
        };
        responses: {
            /** @description A scene. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alternate_number": 0,
                     *       "characters": [
                     *         "ANA"
                     *       ],
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "duration": 12,
                     *       "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "is_alternate": false,
                     *       "location": "ROOF",
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "The roof",
                     *       "notes": "Keep the horizon low.",
                     *       "number": "1",
                     *       "order": 0,
                     *       "parent_scene_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "summary": "Ana hears the first drops and goes up to the roof.",
                     *       "time_of_day": "NIGHT",
                     *       "timeline_start": 0,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SceneResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_scene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_scene_clips: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A clip with the newest 200 takes of each kind; its gallery has them all. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "action": "ANA steps out onto the roof and looks up.",
                     *         "active_version": 1,
                     *         "alternate_number": 0,
                     *         "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "dialogue": "Listen. It is here.",
                     *         "extra_character_ids": [],
                     *         "generated_audio": [],
                     *         "generated_images": [
                     *           {
                     *             "alignment": {
                     *               "estimated": false,
                     *               "words": [
                     *                 {
                     *                   "end": 0.62,
                     *                   "start": 0.15,
                     *                   "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                 }
                     *               ]
                     *             },
                     *             "content_type": "image",
                     *             "cost_usd": null,
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "duration": null,
                     *             "fps": null,
                     *             "generation_params": {
                     *               "cfg": 3.5,
                     *               "height": 576,
                     *               "sampler": "euler",
                     *               "steps": 20,
                     *               "width": 1024
                     *             },
                     *             "height": 1080,
                     *             "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *             "input_hash": null,
                     *             "is_selected": true,
                     *             "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *             "lead": 0.15,
                     *             "model_name": "flux1-dev.safetensors",
                     *             "model_type": "checkpoint",
                     *             "negative_prompt": "blurry, text",
                     *             "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *             "provider": "comfyui",
                     *             "review": {
                     *               "at": "2026-05-04T09:30:42.500Z",
                     *               "note": "The light is right.",
                     *               "state": "approved"
                     *             },
                     *             "seed": 42,
                     *             "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *             "server_name": "gpu-1",
                     *             "stale": false,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "width": 1920
                     *           }
                     *         ],
                     *         "generated_videos": [],
                     *         "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "is_alternate": false,
                     *         "length": 4,
                     *         "locked": false,
                     *         "lyrics": "It began on the roof, one drop at a time",
                     *         "name": "Roof, wide",
                     *         "negative_prompt": "blurry, text",
                     *         "notes": "Keep the horizon low.",
                     *         "order": 0,
                     *         "parent_clip_id": null,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *         "seed": 42,
                     *         "selected_audio_id": null,
                     *         "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "selected_video_id": null,
                     *         "shot": {
                     *           "angle": "low",
                     *           "move": "push in",
                     *           "size": "WS"
                     *         },
                     *         "source_ranges": [
                     *           [
                     *             0,
                     *             40
                     *           ]
                     *         ],
                     *         "speaker": "ANA",
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "timeline_position": 0,
                     *         "transition": "",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "versions": [],
                     *         "video_prompt": "slow push in, drops run down the roof"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ClipResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_scene_alternate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A scene. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alternate_number": 0,
                     *       "characters": [
                     *         "ANA"
                     *       ],
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "A song about the first rain after a long summer.",
                     *       "duration": 12,
                     *       "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "is_alternate": false,
                     *       "location": "ROOF",
                     *       "lyrics": "It began on the roof, one drop at a time",
                     *       "name": "The roof",
                     *       "notes": "Keep the horizon low.",
                     *       "number": "1",
                     *       "order": 0,
                     *       "parent_scene_id": null,
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "summary": "Ana hears the first drops and goes up to the roof.",
                     *       "time_of_day": "NIGHT",
                     *       "timeline_start": 0,
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SceneResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    analyse_scene_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is to be said about a scene's timeline. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "gaps": [],
                     *       "has_issues": false,
                     *       "overlaps": [],
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "summary": {
                     *         "gaps": [],
                     *         "timeline_end": 8,
                     *         "total_clips": 2,
                     *         "total_duration": 8
                     *       },
                     *       "total_clips": 2
                     *     }
                     */
                    "application/json": components["schemas"]["TimelineAnalysis"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_scenes: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project's scenes in story order, and how many there are. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "scenes": [
                     *         {
                     *           "alternate_number": 0,
                     *           "characters": [
                     *             "ANA"
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "description": "A song about the first rain after a long summer.",
                     *           "duration": 12,
                     *           "id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "is_alternate": false,
                     *           "location": "ROOF",
                     *           "lyrics": "It began on the roof, one drop at a time",
                     *           "name": "The roof",
                     *           "notes": "Keep the horizon low.",
                     *           "number": "1",
                     *           "order": 0,
                     *           "parent_scene_id": null,
                     *           "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "summary": "Ana hears the first drops and goes up to the roof.",
                     *           "time_of_day": "NIGHT",
                     *           "timeline_start": 0,
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SceneListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    sync_server_models: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The server.
                 * @example d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07
                 */
                server_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the server has, as it told just now. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Done",
                     *       "models": [
                     *         {
                     *           "configuration_presets": [
                     *             {
                     *               "cfg": 3.5,
                     *               "height": 1080,
                     *               "model": null,
                     *               "name": "fast",
                     *               "sampler": "euler",
                     *               "scheduler": "simple",
                     *               "steps": 20,
                     *               "video_fps": null,
                     *               "video_frames": null,
                     *               "width": 1920
                     *             }
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "filename": "flux1-dev.safetensors",
                     *           "id": "1f3b5d7c-9e0a-4c2b-8d4f-6a8c0e2b4d14",
                     *           "is_active": true,
                     *           "is_available": true,
                     *           "last_synced_at": "2026-05-04T09:30:42.500Z",
                     *           "metadata": {
                     *             "family": "flux1",
                     *             "servers": [
                     *               {
                     *                 "filename": "flux1-dev.safetensors",
                     *                 "id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                 "is_online": true,
                     *                 "name": "gpu-1"
                     *               }
                     *             ]
                     *           },
                     *           "name": "flux1-dev.safetensors",
                     *           "server_source": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *           "type": "checkpoints"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SyncModelsResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            429: components["responses"]["429.PROVIDER_RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_ERROR.PROVIDER_AUTH_FAILED.PROVIDER_MISCONFIGURED"];
            503: components["responses"]["503.PROVIDER_TIMEOUT.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
    get_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How much there is of everything. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": 420,
                     *       "jobs_by_status": {
                     *         "cancelled": 0,
                     *         "completed": 351,
                     *         "failed": 9,
                     *         "pending": 4,
                     *         "processing": 2
                     *       },
                     *       "media_files": 210,
                     *       "public_stories": 4,
                     *       "scenes": 48,
                     *       "stories": 12,
                     *       "stories_by_status": {
                     *         "completed": 10,
                     *         "failed": 1,
                     *         "pending": 0,
                     *         "processing": 1
                     *       },
                     *       "users": 3
                     *     }
                     */
                    "application/json": components["schemas"]["Stats"];
                };
            };
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_stories: {
        parameters: {
            query?: {
                /** @description As the brief has it. */
                age_rating?: components["schemas"]["AgeRating"];
                /** @description As the brief has it. */
                category?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Absent: all. */
                limit?: number;
                /** @description Words that stand so in title, description, idea or tags. */
                q?: string;
                /** @description What comes first. */
                sort?: components["schemas"]["StoryOrder"];
                /** @description As a story shows it. */
                status?: components["schemas"]["StoryStatus"];
                /** @description Id or name of a template. */
                style?: string;
                /** @description All of these, as in a,b. */
                tags?: string;
                /** @description Only of this owner. */
                user_id?: string;
                /** @description Only such ones. */
                visibility?: components["schemas"]["Visibility"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stories, how many there are on all pages, and where the next one begins. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next_cursor": null,
                     *       "stories": [
                     *         {
                     *           "brief": {
                     *             "age_rating": "6+",
                     *             "audience": "",
                     *             "category": "song",
                     *             "difficulty": "",
                     *             "setting": "",
                     *             "themes": [
                     *               "rain",
                     *               "waiting"
                     *             ],
                     *             "tone": ""
                     *           },
                     *           "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error_code": null,
                     *           "progress": 100,
                     *           "prompt": "A song about somebody who waits for the rain.",
                     *           "state": "completed",
                     *           "status": "completed",
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "style": "storybook",
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "tags": [
                     *             "song"
                     *           ],
                     *           "title": "Rain song",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *           "visibility": "public"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StoryListResponse"];
                };
            };
            /** @description Nothing changed since the answer with the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_story: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the end or a gate. */
                wait?: number;
            };
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "num_scenes": 4,
                 *       "prompt": "A song about somebody who waits for the rain.",
                 *       "style": "storybook"
                 *     }
                 */
                "application/json": components["schemas"]["StoryCreateDTO"];
                "multipart/form-data": components["schemas"]["StoryForm"];
            };
        };
        responses: {
            /** @description A story that is in the making. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "state": "pending",
                     *       "status": "pending",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "title": "Rain song"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryStartedResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.PROVIDER_NOT_CONFIGURED.DATABASE_UNAVAILABLE"];
        };
    };
    get_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A story with its scenes. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error_code": null,
                     *       "progress": 100,
                     *       "prompt": "A song about somebody who waits for the rain.",
                     *       "scenes": [
                     *         {
                     *           "audio_url": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *           "audio_urls": [
                     *             "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3"
                     *           ],
                     *           "clips": [
                     *             {
                     *               "action": "ANA steps out onto the roof and looks up.",
                     *               "active_version": 1,
                     *               "alternate_number": 0,
                     *               "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "dialogue": "Listen. It is here.",
                     *               "extra_character_ids": [],
                     *               "generated_audio": [],
                     *               "generated_images": [
                     *                 {
                     *                   "alignment": {
                     *                     "estimated": false,
                     *                     "words": [
                     *                       {
                     *                         "end": 0.62,
                     *                         "start": 0.15,
                     *                         "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                       }
                     *                     ]
                     *                   },
                     *                   "content_type": "image",
                     *                   "cost_usd": null,
                     *                   "created_at": "2026-05-04T09:30:00.000Z",
                     *                   "duration": null,
                     *                   "fps": null,
                     *                   "generation_params": {
                     *                     "cfg": 3.5,
                     *                     "height": 576,
                     *                     "sampler": "euler",
                     *                     "steps": 20,
                     *                     "width": 1024
                     *                   },
                     *                   "height": 1080,
                     *                   "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                   "input_hash": null,
                     *                   "is_selected": true,
                     *                   "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                   "lead": 0.15,
                     *                   "model_name": "flux1-dev.safetensors",
                     *                   "model_type": "checkpoint",
                     *                   "negative_prompt": "blurry, text",
                     *                   "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                   "provider": "comfyui",
                     *                   "review": {
                     *                     "at": "2026-05-04T09:30:42.500Z",
                     *                     "note": "The light is right.",
                     *                     "state": "approved"
                     *                   },
                     *                   "seed": 42,
                     *                   "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                   "server_name": "gpu-1",
                     *                   "stale": false,
                     *                   "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                   "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                   "width": 1920
                     *                 }
                     *               ],
                     *               "generated_videos": [],
                     *               "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *               "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "is_alternate": false,
                     *               "length": 4,
                     *               "locked": false,
                     *               "lyrics": "It began on the roof, one drop at a time",
                     *               "name": "Roof, wide",
                     *               "negative_prompt": "blurry, text",
                     *               "notes": "Keep the horizon low.",
                     *               "order": 0,
                     *               "parent_clip_id": null,
                     *               "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *               "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *               "seed": 42,
                     *               "selected_audio_id": null,
                     *               "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "selected_video_id": null,
                     *               "shot": {
                     *                 "angle": "low",
                     *                 "move": "push in",
                     *                 "size": "WS"
                     *               },
                     *               "source_ranges": [
                     *                 [
                     *                   0,
                     *                   40
                     *                 ]
                     *               ],
                     *               "speaker": "ANA",
                     *               "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *               "timeline_position": 0,
                     *               "transition": "",
                     *               "updated_at": "2026-05-04T09:30:42.500Z",
                     *               "versions": [],
                     *               "video_prompt": "slow push in, drops run down the roof"
                     *             }
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "sequence": 1,
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "text": "Listen. It is here.",
                     *           "title": "The roof",
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ],
                     *       "state": "completed",
                     *       "status": "completed",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "style": "storybook",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song"
                     *       ],
                     *       "title": "Rain song",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "visibility": "public"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryDetailResponse"];
                };
            };
            /** @description Nothing changed since the answer with the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Rain song, second cut",
                 *       "visibility": "public"
                 *     }
                 */
                "application/json": components["schemas"]["StoryUpdateDTO"];
            };
        };
        responses: {
            /** @description A story with its scenes. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "brief": {
                     *         "age_rating": "6+",
                     *         "audience": "",
                     *         "category": "song",
                     *         "difficulty": "",
                     *         "setting": "",
                     *         "themes": [
                     *           "rain",
                     *           "waiting"
                     *         ],
                     *         "tone": ""
                     *       },
                     *       "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error_code": null,
                     *       "progress": 100,
                     *       "prompt": "A song about somebody who waits for the rain.",
                     *       "scenes": [
                     *         {
                     *           "audio_url": "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3",
                     *           "audio_urls": [
                     *             "http://127.0.0.1:8001/api/v1/media/files/b6e0000000000000000000000000000000000000000000000000000000009f41.mp3"
                     *           ],
                     *           "clips": [
                     *             {
                     *               "action": "ANA steps out onto the roof and looks up.",
                     *               "active_version": 1,
                     *               "alternate_number": 0,
                     *               "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *               "created_at": "2026-05-04T09:30:00.000Z",
                     *               "dialogue": "Listen. It is here.",
                     *               "extra_character_ids": [],
                     *               "generated_audio": [],
                     *               "generated_images": [
                     *                 {
                     *                   "alignment": {
                     *                     "estimated": false,
                     *                     "words": [
                     *                       {
                     *                         "end": 0.62,
                     *                         "start": 0.15,
                     *                         "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                       }
                     *                     ]
                     *                   },
                     *                   "content_type": "image",
                     *                   "cost_usd": null,
                     *                   "created_at": "2026-05-04T09:30:00.000Z",
                     *                   "duration": null,
                     *                   "fps": null,
                     *                   "generation_params": {
                     *                     "cfg": 3.5,
                     *                     "height": 576,
                     *                     "sampler": "euler",
                     *                     "steps": 20,
                     *                     "width": 1024
                     *                   },
                     *                   "height": 1080,
                     *                   "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *                   "input_hash": null,
                     *                   "is_selected": true,
                     *                   "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *                   "lead": 0.15,
                     *                   "model_name": "flux1-dev.safetensors",
                     *                   "model_type": "checkpoint",
                     *                   "negative_prompt": "blurry, text",
                     *                   "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *                   "provider": "comfyui",
                     *                   "review": {
                     *                     "at": "2026-05-04T09:30:42.500Z",
                     *                     "note": "The light is right.",
                     *                     "state": "approved"
                     *                   },
                     *                   "seed": 42,
                     *                   "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *                   "server_name": "gpu-1",
                     *                   "stale": false,
                     *                   "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *                   "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *                   "width": 1920
                     *                 }
                     *               ],
                     *               "generated_videos": [],
                     *               "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *               "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *               "is_alternate": false,
                     *               "length": 4,
                     *               "locked": false,
                     *               "lyrics": "It began on the roof, one drop at a time",
                     *               "name": "Roof, wide",
                     *               "negative_prompt": "blurry, text",
                     *               "notes": "Keep the horizon low.",
                     *               "order": 0,
                     *               "parent_clip_id": null,
                     *               "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *               "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *               "seed": 42,
                     *               "selected_audio_id": null,
                     *               "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *               "selected_video_id": null,
                     *               "shot": {
                     *                 "angle": "low",
                     *                 "move": "push in",
                     *                 "size": "WS"
                     *               },
                     *               "source_ranges": [
                     *                 [
                     *                   0,
                     *                   40
                     *                 ]
                     *               ],
                     *               "speaker": "ANA",
                     *               "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *               "timeline_position": 0,
                     *               "transition": "",
                     *               "updated_at": "2026-05-04T09:30:42.500Z",
                     *               "versions": [],
                     *               "video_prompt": "slow push in, drops run down the roof"
                     *             }
                     *           ],
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *           "image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "sequence": 1,
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "text": "Listen. It is here.",
                     *           "title": "The roof",
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ],
                     *       "state": "completed",
                     *       "status": "completed",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "style": "storybook",
                     *       "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "tags": [
                     *         "song"
                     *       ],
                     *       "title": "Rain song",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "visibility": "public"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryDetailResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    approve_scenes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approved_scenes": [
                 *         1
                 *       ],
                 *       "note": "The light is right"
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalDTO"];
            };
        };
        responses: {
            /** @description What became of each scene, and of the draft that waited for it. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "continued": true,
                     *       "results": [
                     *         {
                     *           "reviewed": 5,
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "sequence": 1,
                     *           "verdict": "approved"
                     *         }
                     *       ],
                     *       "status": "processing",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01"
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    cancel_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A story that is in the making. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "state": "pending",
                     *       "status": "pending",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "title": "Rain song"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryStartedResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    continue_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A story that is in the making. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "state": "pending",
                     *       "status": "pending",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "title": "Rain song"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryStartedResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    retry_story: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A story that is in the making. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cost_estimate": 0.04,
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error": null,
                     *       "state": "pending",
                     *       "status": "pending",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "title": "Rain song"
                     *     }
                     */
                    "application/json": components["schemas"]["StoryStartedResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    regenerate_scene: {
        parameters: {
            query?: never;
            header?: {
                /** @description Printable ASCII of your choice: within a day the same key and body get what the first request made, and queue nothing more; another body is refused. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The scene.
                 * @example 1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802
                 */
                scene_id: string;
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "more rain, less neon",
                 *       "what": "image"
                 *     }
                 */
                "application/json": components["schemas"]["RegenerateDTO"];
            };
        };
        responses: {
            /** @description What is being made anew; takes that are there stay. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clip_ids": [
                     *         "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03"
                     *       ],
                     *       "job_ids": [
                     *         "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06"
                     *       ],
                     *       "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "what": "image"
                     *     }
                     */
                    "application/json": components["schemas"]["RegeneratedResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT.IDEMPOTENCY_KEY_REUSED"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            429: components["responses"]["429.RATE_LIMITED"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_story_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The story, which is a project.
                 * @example 7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01
                 */
                story_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How a story stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clips": [
                     *         {
                     *           "audio": "processing",
                     *           "clip_id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *           "image": "completed",
                     *           "name": "Rain song",
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "video": null
                     *         }
                     *       ],
                     *       "cost": 0.12,
                     *       "current_step": 8,
                     *       "description": "Making pictures",
                     *       "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *       "error_code": null,
                     *       "errors": [],
                     *       "gate": null,
                     *       "progress": 62.5,
                     *       "scenes": [
                     *         {
                     *           "clips": 8,
                     *           "images": 5,
                     *           "narrations": 6,
                     *           "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *           "sequence": 1,
                     *           "title": "The roof",
                     *           "videos": 0
                     *         }
                     *       ],
                     *       "state": "processing",
                     *       "status": "processing",
                     *       "step": "images",
                     *       "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "total_steps": 11
                     *     }
                     */
                    "application/json": components["schemas"]["StoryStatusResponse"];
                };
            };
            /** @description Nothing changed since the answer with the ETag in If-None-Match. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    analyze_story: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                 *     }
                 */
                "application/json": components["schemas"]["AnalysisRequestDTO"];
            };
        };
        responses: {
            /** @description A script in numbers and names; nothing was stored, and nobody was asked. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "characters": [
                     *         "ANA"
                     *       ],
                     *       "clip_count": 2,
                     *       "complexity_score": 0.12,
                     *       "cost_estimate": 0.04,
                     *       "kind": "fountain",
                     *       "language": "en",
                     *       "locations": [
                     *         "KITCHEN"
                     *       ],
                     *       "recommended_scenes": 1,
                     *       "scene_boundaries": [
                     *         [
                     *           0,
                     *           40
                     *         ]
                     *       ],
                     *       "sentence_count": 3,
                     *       "speech_seconds": 3.2,
                     *       "themes": [
                     *         "rain",
                     *         "waiting"
                     *       ],
                     *       "word_count": 6
                     *     }
                     */
                    "application/json": components["schemas"]["AnalysisResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_recent_stories: {
        parameters: {
            query?: {
                /** @description The most to answer. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stories, how many there are on all pages, and where the next one begins. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next_cursor": null,
                     *       "stories": [
                     *         {
                     *           "brief": {
                     *             "age_rating": "6+",
                     *             "audience": "",
                     *             "category": "song",
                     *             "difficulty": "",
                     *             "setting": "",
                     *             "themes": [
                     *               "rain",
                     *               "waiting"
                     *             ],
                     *             "tone": ""
                     *           },
                     *           "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error_code": null,
                     *           "progress": 100,
                     *           "prompt": "A song about somebody who waits for the rain.",
                     *           "state": "completed",
                     *           "status": "completed",
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "style": "storybook",
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "tags": [
                     *             "song"
                     *           ],
                     *           "title": "Rain song",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *           "visibility": "public"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StoryListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    search_stories: {
        parameters: {
            query: {
                /** @description The most to answer. */
                limit?: number;
                /** @description Taken literally. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stories, how many there are on all pages, and where the next one begins. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next_cursor": null,
                     *       "stories": [
                     *         {
                     *           "brief": {
                     *             "age_rating": "6+",
                     *             "audience": "",
                     *             "category": "song",
                     *             "difficulty": "",
                     *             "setting": "",
                     *             "themes": [
                     *               "rain",
                     *               "waiting"
                     *             ],
                     *             "tone": ""
                     *           },
                     *           "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error_code": null,
                     *           "progress": 100,
                     *           "prompt": "A song about somebody who waits for the rain.",
                     *           "state": "completed",
                     *           "status": "completed",
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "style": "storybook",
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "tags": [
                     *             "song"
                     *           ],
                     *           "title": "Rain song",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *           "visibility": "public"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StoryListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_templates: {
        parameters: {
            query?: {
                /** @description Only of this category. */
                category?: string;
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
                /** @description Only this project's own. */
                project_id?: string;
                /** @description Only those open to all projects. */
                public_only?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list of: A template. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "category": "cinematic",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "description": "City lights on wet streets.",
                     *         "id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "is_public": false,
                     *         "loras": [
                     *           {
                     *             "name": "film-grain.safetensors",
                     *             "weight": 0.8
                     *           }
                     *         ],
                     *         "model": "flux1-dev.safetensors",
                     *         "name": "Neon rain",
                     *         "negative_prompt": "blurry, text",
                     *         "params": {
                     *           "cfg": 3.5,
                     *           "height": 576,
                     *           "sampler": "euler",
                     *           "steps": 20,
                     *           "width": 1024
                     *         },
                     *         "preview_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "prompt_prefix": "35 mm film still of",
                     *         "prompt_suffix": "shallow depth of field",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "use_count": 3
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["TemplateResponse"][];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Neon rain",
                 *       "prompt_prefix": "35 mm film still of"
                 *     }
                 */
                "application/json": components["schemas"]["TemplateCreateDTO"];
            };
        };
        responses: {
            /** @description A template. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "category": "cinematic",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "City lights on wet streets.",
                     *       "id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "is_public": false,
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "model": "flux1-dev.safetensors",
                     *       "name": "Neon rain",
                     *       "negative_prompt": "blurry, text",
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "preview_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt_prefix": "35 mm film still of",
                     *       "prompt_suffix": "shallow depth of field",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "use_count": 3
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example 3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09
                 */
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A template. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "category": "cinematic",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "City lights on wet streets.",
                     *       "id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "is_public": false,
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "model": "flux1-dev.safetensors",
                     *       "name": "Neon rain",
                     *       "negative_prompt": "blurry, text",
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "preview_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt_prefix": "35 mm film still of",
                     *       "prompt_suffix": "shallow depth of field",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "use_count": 3
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example 3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09
                 */
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt_suffix": "shallow depth of field"
                 *     }
                 */
                "application/json": components["schemas"]["TemplateUpdateDTO"];
            };
        };
        responses: {
            /** @description A template. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "category": "cinematic",
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "City lights on wet streets.",
                     *       "id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "is_public": false,
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "model": "flux1-dev.safetensors",
                     *       "name": "Neon rain",
                     *       "negative_prompt": "blurry, text",
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "preview_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt_prefix": "35 mm film still of",
                     *       "prompt_suffix": "shallow depth of field",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "use_count": 3
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example 3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09
                 */
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    use_template: {
        parameters: {
            query?: {
                /** @description Apply it to this clip too: prefix and suffix are put around both prompts, in place of a template's applied before; negative prompt, model, LoRAs and params are what the clip's generations fall back on. */
                clip_id?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The template.
                 * @example 3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09
                 */
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A template, and the clip it was applied to, if one was named. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "category": "cinematic",
                     *       "clip": {
                     *         "action": "ANA steps out onto the roof and looks up.",
                     *         "active_version": 1,
                     *         "alternate_number": 0,
                     *         "character_id": "6e8f1a2b-7d4c-4f5e-9a3b-8c0d2e1f4a08",
                     *         "created_at": "2026-05-04T09:30:00.000Z",
                     *         "dialogue": "Listen. It is here.",
                     *         "extra_character_ids": [],
                     *         "generated_audio": [],
                     *         "generated_images": [
                     *           {
                     *             "alignment": {
                     *               "estimated": false,
                     *               "words": [
                     *                 {
                     *                   "end": 0.62,
                     *                   "start": 0.15,
                     *                   "text": "INT. KITCHEN - NIGHT\n\nANA\nListen. It is here.\n"
                     *                 }
                     *               ]
                     *             },
                     *             "content_type": "image",
                     *             "cost_usd": null,
                     *             "created_at": "2026-05-04T09:30:00.000Z",
                     *             "duration": null,
                     *             "fps": null,
                     *             "generation_params": {
                     *               "cfg": 3.5,
                     *               "height": 576,
                     *               "sampler": "euler",
                     *               "steps": 20,
                     *               "width": 1024
                     *             },
                     *             "height": 1080,
                     *             "id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *             "input_hash": null,
                     *             "is_selected": true,
                     *             "job_id": "4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
                     *             "lead": 0.15,
                     *             "model_name": "flux1-dev.safetensors",
                     *             "model_type": "checkpoint",
                     *             "negative_prompt": "blurry, text",
                     *             "prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *             "provider": "comfyui",
                     *             "review": {
                     *               "at": "2026-05-04T09:30:42.500Z",
                     *               "note": "The light is right.",
                     *               "state": "approved"
                     *             },
                     *             "seed": 42,
                     *             "server_id": "d2b9e4f7-1c3a-4a6d-8e5b-3f7a9c1d0e07",
                     *             "server_name": "gpu-1",
                     *             "stale": false,
                     *             "thumbnail_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.thumb.jpg",
                     *             "url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *             "width": 1920
                     *           }
                     *         ],
                     *         "generated_videos": [],
                     *         "id": "c5d6c1a8-3c39-4d55-a5f6-6f9f8e1f7a03",
                     *         "image_prompt": "rain on a tin roof at night, neon reflections, wide shot",
                     *         "is_alternate": false,
                     *         "length": 4,
                     *         "locked": false,
                     *         "lyrics": "It began on the roof, one drop at a time",
                     *         "name": "Roof, wide",
                     *         "negative_prompt": "blurry, text",
                     *         "notes": "Keep the horizon low.",
                     *         "order": 0,
                     *         "parent_clip_id": null,
                     *         "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *         "scene_id": "1b7b2c9e-6c0a-4e0e-8f43-9d1a55b0c802",
                     *         "seed": 42,
                     *         "selected_audio_id": null,
                     *         "selected_image_id": "9a3e5b71-22c4-4c1b-8f9d-7e6a1d0b4f05",
                     *         "selected_video_id": null,
                     *         "shot": {
                     *           "angle": "low",
                     *           "move": "push in",
                     *           "size": "WS"
                     *         },
                     *         "source_ranges": [
                     *           [
                     *             0,
                     *             40
                     *           ]
                     *         ],
                     *         "speaker": "ANA",
                     *         "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *         "timeline_position": 0,
                     *         "transition": "",
                     *         "updated_at": "2026-05-04T09:30:42.500Z",
                     *         "versions": [],
                     *         "video_prompt": "slow push in, drops run down the roof"
                     *       },
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "City lights on wet streets.",
                     *       "id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *       "is_public": false,
                     *       "loras": [
                     *         {
                     *           "name": "film-grain.safetensors",
                     *           "weight": 0.8
                     *         }
                     *       ],
                     *       "model": "flux1-dev.safetensors",
                     *       "name": "Neon rain",
                     *       "negative_prompt": "blurry, text",
                     *       "params": {
                     *         "cfg": 3.5,
                     *         "height": 576,
                     *         "sampler": "euler",
                     *         "steps": 20,
                     *         "width": 1024
                     *       },
                     *       "preview_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *       "project_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *       "prompt_prefix": "35 mm film still of",
                     *       "prompt_suffix": "shallow depth of field",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "use_count": 3
                     *     }
                     */
                    "application/json": components["schemas"]["UsedTemplateResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    upload_character_images: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["CharacterImagesUpload"];
            };
        };
        responses: {
            /** @description Pictures of a character were stored. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "files": {
                     *         "face_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "full_body_image": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *         "reference_images": [
                     *           "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png"
                     *         ]
                     *       },
                     *       "message": "Done"
                     *     }
                     */
                    "application/json": components["schemas"]["UploadCharacterImagesResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
            507: components["responses"]["507.STORAGE_FULL"];
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Ana Bell",
                 *       "email": "ana@example.org",
                 *       "username": "ana"
                 *     }
                 */
                "application/json": components["schemas"]["UserCreateDTO"];
            };
        };
        responses: {
            /** @description A user. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "display_name": "Ana Bell",
                     *       "email": "ana@example.org",
                     *       "external_id": null,
                     *       "id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "username": "ana"
                     *     }
                     */
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "display_name": "Ana Bell",
                     *       "email": "ana@example.org",
                     *       "external_id": null,
                     *       "id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "username": "ana"
                     *     }
                     */
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_user: {
        parameters: {
            query?: {
                /** @description Whether they stay, and belong to nobody. */
                stories?: components["schemas"]["StoriesOfDeleted"];
            };
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Ana B."
                 *     }
                 */
                "application/json": components["schemas"]["UserUpdateDTO"];
            };
        };
        responses: {
            /** @description A user. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "display_name": "Ana Bell",
                     *       "email": "ana@example.org",
                     *       "external_id": null,
                     *       "id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "username": "ana"
                     *     }
                     */
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            409: components["responses"]["409.CONFLICT"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_user_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a user tells of themselves. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "avatar_url": null,
                     *       "bio": "Writes songs about the weather.",
                     *       "defaults": {
                     *         "num_scenes": 4,
                     *         "providers": {
                     *           "audio": "elevenlabs",
                     *           "image": "auto",
                     *           "text": "fake",
                     *           "video": null
                     *         },
                     *         "style": "storybook",
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         }
                     *       },
                     *       "display_name": "Ana Bell",
                     *       "language": "en",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16"
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_user_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bio": "Writes songs about the weather.",
                 *       "language": "en"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileUpdateDTO"];
            };
        };
        responses: {
            /** @description What a user tells of themselves. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "avatar_url": null,
                     *       "bio": "Writes songs about the weather.",
                     *       "defaults": {
                     *         "num_scenes": 4,
                     *         "providers": {
                     *           "audio": "elevenlabs",
                     *           "image": "auto",
                     *           "text": "fake",
                     *           "video": null
                     *         },
                     *         "style": "storybook",
                     *         "voice": {
                     *           "model": "flux1-dev.safetensors",
                     *           "provider": "comfyui",
                     *           "speed": 1,
                     *           "voice_id": ""
                     *         }
                     *       },
                     *       "display_name": "Ana Bell",
                     *       "language": "en",
                     *       "updated_at": "2026-05-04T09:30:42.500Z",
                     *       "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16"
                     *     }
                     */
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_user_stats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user's figures. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activity": {
                     *         "first_story_at": "2026-05-04T09:30:00.000Z",
                     *         "last_change_at": "2026-05-04T09:30:42.500Z",
                     *         "last_story_at": "2026-05-04T09:30:42.500Z",
                     *         "stories_last_30_days": 7,
                     *         "stories_last_7_days": 2
                     *       },
                     *       "overview": {
                     *         "public_stories": 4,
                     *         "stories_by_status": {
                     *           "completed": 10,
                     *           "failed": 1,
                     *           "pending": 0,
                     *           "processing": 1
                     *         },
                     *         "total_clips": 420,
                     *         "total_images": 180,
                     *         "total_narrations": 160,
                     *         "total_scenes": 48,
                     *         "total_seconds": 1824.5,
                     *         "total_stories": 12,
                     *         "total_videos": 6
                     *       },
                     *       "performance": {
                     *         "average_job_seconds": 8.4,
                     *         "cost_usd": 1.25,
                     *         "jobs_by_status": {
                     *           "cancelled": 0,
                     *           "completed": 351,
                     *           "failed": 9,
                     *           "pending": 4,
                     *           "processing": 2
                     *         },
                     *         "success_rate": 0.975
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UserStats"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_user_stories: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
                /** @description The most to answer; absent: all. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The user.
                 * @example 4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of a user's stories. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "next_cursor": null,
                     *       "stories": [
                     *         {
                     *           "brief": {
                     *             "age_rating": "6+",
                     *             "audience": "",
                     *             "category": "song",
                     *             "difficulty": "",
                     *             "setting": "",
                     *             "themes": [
                     *               "rain",
                     *               "waiting"
                     *             ],
                     *             "tone": ""
                     *           },
                     *           "cover_image_url": "http://127.0.0.1:8001/api/v1/media/files/3f7a00000000000000000000000000000000000000000000000000000000c1d2.png",
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "draft_id": "7a9c1e3f-5b2d-4c8a-9f6e-0d4b8a2c6e15",
                     *           "error_code": null,
                     *           "progress": 100,
                     *           "prompt": "A song about somebody who waits for the rain.",
                     *           "state": "completed",
                     *           "status": "completed",
                     *           "story_id": "7c1f7a52-0f1d-4f4e-9c55-2f6f0c3c8a01",
                     *           "style": "storybook",
                     *           "style_template_id": "3a5c7e9b-0d2f-4b6a-8c1e-5f4d3b2a1c09",
                     *           "tags": [
                     *             "song"
                     *           ],
                     *           "title": "Rain song",
                     *           "updated_at": "2026-05-04T09:30:42.500Z",
                     *           "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16",
                     *           "visibility": "public"
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "user_id": "4c6e8a0b-2d5f-4e7c-8b9a-1f3d5c7e9a16"
                     *     }
                     */
                    "application/json": components["schemas"]["UserStoriesResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    list_workflows: {
        parameters: {
            query?: {
                /** @description Absent: all. */
                limit?: number;
                /** @description How many of the list to leave out at its start. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Workflows, newest first. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 1,
                     *       "workflows": [
                     *         {
                     *           "bindings": {
                     *             "prompt": [
                     *               [
                     *                 "6",
                     *                 "text"
                     *               ]
                     *             ]
                     *           },
                     *           "created_at": "2026-05-04T09:30:00.000Z",
                     *           "description": "Sharper at night.",
                     *           "id": "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12",
                     *           "name": "Flux, two passes",
                     *           "node_classes": [
                     *             "CheckpointLoaderSimple",
                     *             "CLIPTextEncode",
                     *             "KSampler",
                     *             "SaveImage"
                     *           ],
                     *           "placeholders": [],
                     *           "updated_at": "2026-05-04T09:30:42.500Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowListResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    create_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "graph": {
                 *         "4": {
                 *           "class_type": "CheckpointLoaderSimple",
                 *           "inputs": {
                 *             "ckpt_name": "flux1-dev.safetensors"
                 *           }
                 *         },
                 *         "6": {
                 *           "class_type": "CLIPTextEncode",
                 *           "inputs": {
                 *             "clip": [
                 *               "4",
                 *               1
                 *             ],
                 *             "text": ""
                 *           }
                 *         }
                 *       },
                 *       "name": "Flux, two passes"
                 *     }
                 */
                "application/json": components["schemas"]["WorkflowCreateDTO"];
            };
        };
        responses: {
            /** @description A workflow with its graph, and where its parameters go. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bindings": {
                     *         "prompt": [
                     *           [
                     *             "6",
                     *             "text"
                     *           ]
                     *         ]
                     *       },
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "Sharper at night.",
                     *       "graph": {
                     *         "4": {
                     *           "class_type": "CheckpointLoaderSimple",
                     *           "inputs": {
                     *             "ckpt_name": "flux1-dev.safetensors"
                     *           }
                     *         },
                     *         "6": {
                     *           "class_type": "CLIPTextEncode",
                     *           "inputs": {
                     *             "clip": [
                     *               "4",
                     *               1
                     *             ],
                     *             "text": ""
                     *           }
                     *         }
                     *       },
                     *       "id": "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12",
                     *       "name": "Flux, two passes",
                     *       "node_classes": [
                     *         "CheckpointLoaderSimple",
                     *         "CLIPTextEncode",
                     *         "KSampler",
                     *         "SaveImage"
                     *       ],
                     *       "placeholders": [],
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    get_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workflow.
                 * @example 5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12
                 */
                workflow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workflow with its graph, and where its parameters go. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bindings": {
                     *         "prompt": [
                     *           [
                     *             "6",
                     *             "text"
                     *           ]
                     *         ]
                     *       },
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "Sharper at night.",
                     *       "graph": {
                     *         "4": {
                     *           "class_type": "CheckpointLoaderSimple",
                     *           "inputs": {
                     *             "ckpt_name": "flux1-dev.safetensors"
                     *           }
                     *         },
                     *         "6": {
                     *           "class_type": "CLIPTextEncode",
                     *           "inputs": {
                     *             "clip": [
                     *               "4",
                     *               1
                     *             ],
                     *             "text": ""
                     *           }
                     *         }
                     *       },
                     *       "id": "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12",
                     *       "name": "Flux, two passes",
                     *       "node_classes": [
                     *         "CheckpointLoaderSimple",
                     *         "CLIPTextEncode",
                     *         "KSampler",
                     *         "SaveImage"
                     *       ],
                     *       "placeholders": [],
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    update_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workflow.
                 * @example 5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12
                 */
                workflow_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Sharper at night."
                 *     }
                 */
                "application/json": components["schemas"]["WorkflowUpdateDTO"];
            };
        };
        responses: {
            /** @description A workflow with its graph, and where its parameters go. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bindings": {
                     *         "prompt": [
                     *           [
                     *             "6",
                     *             "text"
                     *           ]
                     *         ]
                     *       },
                     *       "created_at": "2026-05-04T09:30:00.000Z",
                     *       "description": "Sharper at night.",
                     *       "graph": {
                     *         "4": {
                     *           "class_type": "CheckpointLoaderSimple",
                     *           "inputs": {
                     *             "ckpt_name": "flux1-dev.safetensors"
                     *           }
                     *         },
                     *         "6": {
                     *           "class_type": "CLIPTextEncode",
                     *           "inputs": {
                     *             "clip": [
                     *               "4",
                     *               1
                     *             ],
                     *             "text": ""
                     *           }
                     *         }
                     *       },
                     *       "id": "5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12",
                     *       "name": "Flux, two passes",
                     *       "node_classes": [
                     *         "CheckpointLoaderSimple",
                     *         "CLIPTextEncode",
                     *         "KSampler",
                     *         "SaveImage"
                     *       ],
                     *       "placeholders": [],
                     *       "updated_at": "2026-05-04T09:30:42.500Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            413: components["responses"]["413.PAYLOAD_TOO_LARGE"];
            415: components["responses"]["415.UNSUPPORTED_MEDIA_TYPE"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    delete_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workflow.
                 * @example 5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12
                 */
                workflow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Project deleted"
                     *     }
                     */
                    "application/json": components["schemas"]["SuccessResponse"];
                };
            };
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            503: components["responses"]["503.DATABASE_UNAVAILABLE"];
        };
    };
    validate_workflow: {
        parameters: {
            query?: {
                /** @description The server. */
                server_id?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The workflow.
                 * @example 5b7d9f1a-3c2e-4d6b-8a0f-7e9c1b3d5f12
                 */
                workflow_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found, node by node. */
            200: {
                headers: {
                    "X-API-Version": components["headers"]["X-API-Version"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "problems": []
                     *     }
                     */
                    "application/json": components["schemas"]["WorkflowCheckResponse"];
                };
            };
            400: components["responses"]["400.VALIDATION_ERROR"];
            404: components["responses"]["404.RESOURCE_NOT_FOUND"];
            500: components["responses"]["500.INTERNAL_ERROR"];
            502: components["responses"]["502.PROVIDER_ERROR"];
            503: components["responses"]["503.PROVIDER_UNAVAILABLE.DATABASE_UNAVAILABLE"];
        };
    };
}
