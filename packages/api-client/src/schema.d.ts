/* Generated from the route declarations by `npm run generate`. */
export interface paths {
    "/api/v1/aftersales/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw, ship back, escalate (buyer) */
        post: operations["aftersale.actOnCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/aftersales/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve, refuse, confirm returned goods (shop) */
        post: operations["aftersale.answerCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/aftersales/{id}/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide an escalated case */
        post: operations["aftersale.judgeCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aftersales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My after-sale cases */
        get: operations["aftersale.listCases"];
        put?: never;
        /** Ask for a refund, or a return and refund, of an order line */
        post: operations["aftersale.openCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/aftersales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases waiting for a judgement */
        get: operations["aftersale.listEscalatedCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/aftersales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** After-sale cases of my shops, due first */
        get: operations["aftersale.listShopCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/aftersales/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case of mine, or of my shop */
        get: operations["aftersale.readCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move business time forward (demo mode only) and let what falls due happen */
        post: operations["boards.advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/bridge/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shops, creators, contents and categories to filter by */
        get: operations["boards.filterOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/quality-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines behind the bridge */
        get: operations["boards.listQualityLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Do the books balance: ledger, payments, orders, stock, quality lines */
        get: operations["boards.readBooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/bridge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The quality-GMV bridge: Paid, Net, Clean, QGMV and every lost fen with its reason */
        get: operations["boards.readBridge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Business time */
        get: operations["boards.readClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/quality-lines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One line: its facts, its stages, the rules that priced it */
        get: operations["boards.readQualityLine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/source-contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each source of the feed brought: shown, watched, clicked, paid and kept */
        get: operations["boards.readSourceContributions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is due and how today goes, for my shops or my content */
        get: operations["boards.readToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/variants/{id}/stock-adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add or take stock of a variant */
        post: operations["catalog.adjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products on sale, with the price of this viewer and stock, both at most 1 s old */
        get: operations["storefront.listProducts"];
        put?: never;
        /** Create a product with variants, as a draft */
        post: operations["catalog.createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a spreadsheet already uploaded as an asset, or sent as text */
        post: operations["catalog.importCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The category tree with its after-sale policy */
        get: operations["catalog.listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products of my shops, with stock and review state */
        get: operations["catalog.listShopProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/products/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a product to review; it is published when nothing speaks against it */
        post: operations["catalog.publishProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product of my shops */
        get: operations["catalog.readShopProduct"];
        /** Change a product; variants are matched by their options; stock is set through stock adjustments */
        put: operations["catalog.updateProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/products/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a product off sale */
        post: operations["catalog.withdrawProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a video from a finished upload */
        post: operations["content.createVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove my comment */
        delete: operations["content.deleteComment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/favourite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a video among my favourites */
        put: operations["content.favouriteVideo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authors/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follow or leave an author */
        put: operations["content.followAuthor"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Like a comment */
        put: operations["content.likeComment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Like a video */
        put: operations["content.likeVideo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments of a video; replies of one with parentId */
        get: operations["content.listComments"];
        put?: never;
        /** Comment or reply */
        post: operations["content.postComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/favourite-videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Videos I kept */
        get: operations["content.listFavouriteVideos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Authors I follow */
        get: operations["content.listFollowedAuthors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/videos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My videos with transcode progress and review state */
        get: operations["content.listMyVideos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/videos/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send to review; published when nothing speaks against it */
        post: operations["content.publishVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An author and their videos */
        get: operations["content.readAuthor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/videos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my videos */
        get: operations["content.readMyVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change title, caption, goods and their moments */
        patch: operations["content.updateVideo"];
        trace?: never;
    };
    "/api/v1/studio/videos/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a video down */
        post: operations["content.withdrawVideo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed/explanations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why am I seeing this: the recorded reasons, source and interests behind one impression */
        get: operations["feed.explainItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/feed-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pages served in the last day, newest first */
        get: operations["feed.listFeedRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next page of videos for this viewer; never the same item twice in a session */
        get: operations["feed.readFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/feed-requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a page was as it was: every candidate as it stood when the page was served */
        get: operations["feed.readFeedRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/videos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One published video as the feed shows it (share links) */
        get: operations["feed.readVideo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/reports/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uphold (with a restriction) or dismiss a report */
        post: operations["governance.decideReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report something that should not be here */
        post: operations["governance.fileReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports waiting for a decision */
        get: operations["governance.listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register with e-mail and password */
        post: operations["identity.createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My address book, the default first */
        get: operations["identity.listAddresses"];
        put?: never;
        /** Add an address */
        post: operations["identity.createAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["identity.createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete my account; order records the law asks for stay, without my name */
        delete: operations["identity.deleteAccount"];
        options?: never;
        head?: never;
        /** Change nickname, bio, language */
        patch: operations["identity.updateAccount"];
        trace?: never;
    };
    "/api/v1/addresses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an address */
        put: operations["identity.updateAddress"];
        post?: never;
        /** Remove an address */
        delete: operations["identity.deleteAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["identity.readSession"];
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["identity.deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything kept about me, as one JSON document */
        get: operations["identity.exportMyData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sign-in for each role (demo mode only) */
        get: operations["identity.listDemoAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/addresses/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recognise a pasted address */
        post: operations["identity.parseAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My privacy choices */
        get: operations["identity.readPrivacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my privacy choices */
        patch: operations["identity.updatePrivacy"];
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a reset link */
        post: operations["identity.requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with a reset token */
        post: operations["identity.resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a sign-in code to a phone */
        post: operations["identity.sendSignInCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the viewer did; each action kind once per impression (watch: the longest counts) */
        post: operations["interactions.recordActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An upload of mine and what became of it */
        get: operations["media.readAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My notices, newest first */
        get: operations["notices.listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark my notices as read */
        put: operations["notices.readNotices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The shop cannot deliver: refunds in full and counts against it */
        post: operations["orders.cancelByShop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel: unpaid at once; paid and not dispatched refunds in full */
        post: operations["orders.cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I have it */
        post: operations["orders.confirmReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/orders/{id}/dispatch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand the parcel to the carrier */
        post: operations["orders.dispatchOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/receipt-extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Three more days before receipt is assumed, once */
        post: operations["orders.extendReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My orders by tab, newest first */
        get: operations["orders.listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders of my shops; due first */
        get: operations["orders.listShopOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From SKU quantities and an address to placed orders (one a shop) and a payment to make */
        post: operations["orders.placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checkouts/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What these goods cost this viewer now, line by line */
        post: operations["orders.quoteCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order of mine, or of my shop */
        get: operations["orders.readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A payment of mine */
        get: operations["orders.readPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/dispatch-reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the shop to send it, once a day */
        post: operations["orders.remindDispatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay again, perhaps with another method */
        post: operations["orders.retryPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-webhooks/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signed notices of the payment provider */
        post: operations["payments.receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Estimate a policy from the log of drawn places, or say why it cannot be; in the background */
        post: operations["recommender.checkPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the platform believes I like */
        get: operations["recommender.listInterests"];
        put?: never;
        post?: never;
        /** Forget everything learned about me */
        delete: operations["recommender.clearHistory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of the ranking policy, newest first */
        get: operations["recommender.listPolicies"];
        put?: never;
        /** A new draft from an existing version */
        post: operations["recommender.createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version changes against another (the published one when not said) */
        get: operations["recommender.diffPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Estimates and simulations of a policy, newest first */
        get: operations["recommender.listPolicyChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/pools/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands in a pool and how near it is to the next */
        get: operations["recommender.listPoolItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/pools/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What went up, was held or came down, and why; newest first */
        get: operations["recommender.listPoolTransitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a draft; refused when another version was published since the comparison */
        post: operations["recommender.publishPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interests/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose, block or forget an interest */
        put: operations["recommender.putInterest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of the policy: the whole file */
        get: operations["recommender.readPolicy"];
        /** Edit a draft; an unknown key, a weight out of range or a term on turnover is refused with its path */
        put: operations["recommender.putPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/model-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the model calibrated, fresh and in step with the log */
        get: operations["recommender.readModelHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The six traffic pools: how many items, impressions, and what became of them */
        get: operations["recommender.readPools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish an older version again, as a new dated row */
        post: operations["recommender.rollBackPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/console/policies/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Live a small town with the draft and with the published policy, in the background */
        post: operations["recommender.simulatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}/append": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add to my review later (追评) */
        post: operations["reviews.appendReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews of a product */
        get: operations["reviews.listProductReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judge a received line: stars, and whether it is as shown in the video */
        post: operations["reviews.postReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/commissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My commissions: frozen until the line settles */
        get: operations["settlement.listMyCommissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/parcels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the parcels of my order are */
        get: operations["shipping.readTracking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/shops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shops I work for */
        get: operations["shops.listMyShops"];
        put?: never;
        /** Open a shop (individual, trial) */
        post: operations["shops.openShop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/studio/shops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, description, dispatch promise */
        patch: operations["shops.updateShop"];
        trace?: never;
    };
    "/api/v1/products/{id}/favourite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a product among my favourites */
        put: operations["storefront.favouriteProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/favourite-products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My favourite products */
        get: operations["storefront.listFavouriteProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cart/lines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set quantity and selection of a variant in my cart; quantity 0 removes it */
        put: operations["storefront.putCartLine"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My cart, grouped by shop, with the best discounts */
        get: operations["storefront.readCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product page */
        get: operations["storefront.readProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A shop page */
        get: operations["storefront.readShop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search products by Chinese, pinyin or English; also shops and videos */
        get: operations["storefront.search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Words to search for */
        get: operations["storefront.suggest"];
        put?: never;
        post?: never;
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
        Account: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            nickname: string;
            avatarUrl: string | null;
            bio: string;
            /** @description masked: 138****0001 */
            phone: string | null;
            email: string | null;
            roles: ("creator" | "merchant" | "operator")[];
            shops: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                name: string;
            }[];
            /** @enum {string} */
            locale: "zh-CN" | "en";
            demo: boolean;
        };
        Address: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            name: string;
            phone: string;
            province: string;
            city: string;
            district: string;
            detail: string;
            isDefault: boolean;
        };
        AddressFields: {
            name: string;
            phone: string;
            province: string;
            city: string;
            /** @default  */
            district?: string;
            detail: string;
            /** @default false */
            isDefault?: boolean;
        };
        Aftersale: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /**
             * Format: uuid
             * @description UUID
             */
            orderId: string;
            orderNumber: string;
            /**
             * Format: uuid
             * @description UUID
             */
            lineId: string;
            title: string;
            options: string[];
            image: components["schemas"]["Image"] | null;
            quantity: number;
            /** @enum {string} */
            kind: "refund_before_dispatch" | "refund_only" | "return_and_refund";
            /** @enum {string} */
            reason: "no_reason" | "quality" | "not_as_described" | "damaged" | "wrong_item" | "late" | "other" | "before_dispatch";
            text: string;
            refund: components["schemas"]["Money"];
            /** @enum {string} */
            state: "awaiting_merchant" | "awaiting_return" | "awaiting_merchant_receipt" | "refused" | "escalated" | "refunding" | "completed" | "withdrawn" | "expired";
            deadline: string | null;
            /** @description what happens by itself at the deadline */
            deadlineOutcome: string | null;
            /** @enum {string} */
            fault: "none" | "merchant";
            events: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                by: "buyer" | "merchant" | "clock" | "platform";
                event: string;
                text: string;
            }[];
            actions: ("withdraw" | "ship_back" | "escalate" | "approve" | "refuse" | "confirm_goods" | "judge")[];
            /** Format: date-time */
            openedAt: string;
        };
        Amounts: {
            /** @description list prices */
            goods: components["schemas"]["Money"];
            discounts: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
            freight: components["schemas"]["Money"];
            /** @description goods - discounts + freight */
            total: components["schemas"]["Money"];
        };
        Asset: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /** @enum {string} */
            kind: "video" | "image";
            /** @enum {string} */
            state: "uploaded" | "processing" | "ready" | "refused";
            progress: number;
            refusal: {
                code: string;
                detail: string;
            } | null;
            url: string | null;
            width: number | null;
            height: number | null;
            durationMs: number | null;
            thumbhash: string | null;
        };
        Author: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            nickname: string;
            avatarUrl: string | null;
            bio: string;
            followersCount: number;
            followed: boolean;
            badge: ("designated_county" | "heritage_craft" | "brand" | "origin_verified" | "new_creator") | null;
            shopId: string | null;
        };
        Bridge: {
            /** Format: date-time */
            asOf: string;
            rulesetVersion: string;
            linesCount: number;
            settledLinesCount: number;
            paid: {
                settled: components["schemas"]["Money"];
                provisional: components["schemas"]["Money"];
            };
            net: {
                settled: components["schemas"]["Money"];
                provisional: components["schemas"]["Money"];
            };
            clean: {
                settled: components["schemas"]["Money"];
                provisional: components["schemas"]["Money"];
            };
            qgmv: {
                settled: components["schemas"]["Money"];
                provisional: components["schemas"]["Money"];
            };
            reasons: {
                code: string;
                /** @enum {string} */
                level: "paid_to_net" | "net_to_clean" | "clean_to_qgmv";
                /** @description lost, as a positive amount */
                amount: components["schemas"]["Money"];
                settledAmount: components["schemas"]["Money"];
                linesCount: number;
                previousAmount: components["schemas"]["Money"];
            }[];
            /** @description settled + forecast of the provisional lines, with its 80 % interval */
            expectedQgmv: {
                amount: components["schemas"]["Money"];
                low: components["schemas"]["Money"];
                high: components["schemas"]["Money"];
            };
            /** @description the period of equal length before; its QGMV is the expected one */
            previous: {
                paid: components["schemas"]["Money"];
                qgmv: components["schemas"]["Money"];
            };
            /** @description expectedQgmv per 100 paid */
            perHundred: number | null;
            previousPerHundred: number | null;
            /** @description expectedQgmv per 1,000 impressions */
            qgpm: components["schemas"]["Money"] | null;
            latentShare: number | null;
            sacrificed: components["schemas"]["Money"];
            /** @description paid - reasons = QGMV to the fen */
            adds: boolean;
            days: {
                /** Format: date */
                day: string;
                paid: components["schemas"]["Money"];
                qgmvSettled: components["schemas"]["Money"];
                qgmvProvisional: components["schemas"]["Money"];
            }[];
        };
        Cart: {
            shops: {
                shop: components["schemas"]["ShopCard"];
                lines: components["schemas"]["CartLine"][];
                discounts: {
                    code: string;
                    amount: components["schemas"]["Money"];
                }[];
                subtotal: components["schemas"]["Money"];
            }[];
            selectedTotal: components["schemas"]["Money"];
            linesCount: number;
        };
        CartLine: {
            /**
             * Format: uuid
             * @description UUID
             */
            skuId: string;
            product: components["schemas"]["ProductCard"];
            options: string[];
            quantity: number;
            selected: boolean;
            unitPrice: components["schemas"]["Money"];
            stock: number;
            problem: ("sold_out" | "less_stock" | "withdrawn") | null;
            contentId: string | null;
        };
        Category: {
            id: string;
            parentId: string | null;
            name: {
                zh: string;
                en: string;
            };
            leaf: boolean;
            noReasonReturn: boolean;
            freshGuarantee: boolean;
        };
        Checkout: {
            /**
             * Format: uuid
             * @description UUID
             */
            purchaseId: string;
            orders: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                number: string;
                /**
                 * Format: uuid
                 * @description UUID
                 */
                shopId: string;
                total: components["schemas"]["Money"];
            }[];
            total: components["schemas"]["Money"];
            payment: components["schemas"]["Payment"];
        };
        Comment: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            author: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
                avatarUrl: string | null;
                isVideoAuthor: boolean;
            };
            text: string;
            /** Format: date-time */
            createdAt: string;
            likesCount: number;
            liked: boolean;
            repliesCount: number;
            mine: boolean;
        };
        Commission: {
            /**
             * Format: uuid
             * @description UUID
             */
            lineId: string;
            orderNumber: string;
            productTitle: string;
            rateBp: number;
            base: components["schemas"]["Money"];
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            state: "frozen" | "settled" | "reversed";
            /** Format: date-time */
            accruedAt: string;
            settlesAt: string | null;
        };
        Done: {
            /** @constant */
            ok: true;
        };
        ExplainedCandidate: {
            /**
             * Format: uuid
             * @description UUID
             */
            itemId: string;
            title: string;
            posterUrl: string | null;
            authorName: string | null;
            sources: string[];
            reasons: components["schemas"]["Reason"][];
            /** @description kept for what was shown; else empty */
            features: {
                [key: string]: number;
            };
            heads: {
                watch: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                engage: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                click: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                buy: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                keep: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                deduct: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
                harm: {
                    chance: number;
                    /** @description one standard error; kept for what was shown */
                    error: number | null;
                };
            };
            /** @description points; they add up to the score before the multiplier */
            terms: {
                behaviours: number;
                settledQuality: number;
                harm: number;
                explore: number;
                load: number;
            };
            multiplier: number;
            multiplierReason: string | null;
            score: number;
            /** @description one standard error of the score */
            scoreError: number;
            /** @description 0 is the best score */
            rank: number;
            /** @description place on the page; null: not shown */
            position: number | null;
            propensity: number | null;
            placement: string | null;
            /** @description what put it there, or the rule that kept it out */
            decidedBy: string;
            /** @description a drawn place: how many it was drawn among */
            drawnFrom: number | null;
            /** @description traffic pool it stands in, 0 on review */
            pool: number | null;
            poolStatus: string | null;
        };
        FeedExplanation: {
            request: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                requestId: string;
                /** Format: date-time */
                servedAt: string;
                surface: string;
                personalised: boolean;
                policyVersion: string;
                itemsCount: number;
                candidatesCount: number;
                viewerId: string | null;
            };
            sources: {
                name: string;
                candidates: number;
                shown: number;
            }[];
            /** @description all that were shown, and the best others */
            candidates: components["schemas"]["ExplainedCandidate"][];
            /** @description shown without the engine: shared, newest, following, repeated */
            others: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                itemId: string;
                title: string;
                position: number;
                source: string;
            }[];
        };
        FeedItem: {
            impressionToken: string;
            reasons: components["schemas"]["Reason"][];
            repeated: boolean;
            video: components["schemas"]["FeedVideo"];
        };
        FeedRequest: {
            /**
             * Format: uuid
             * @description UUID
             */
            requestId: string;
            /** Format: date-time */
            servedAt: string;
            surface: string;
            personalised: boolean;
            policyVersion: string;
            itemsCount: number;
            candidatesCount: number;
        };
        FeedVideo: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            title: string;
            caption: string;
            author: components["schemas"]["Author"];
            playback: components["schemas"]["Playback"];
            synthetic: boolean;
            /** Format: date-time */
            publishedAt: string;
            categoryId: string | null;
            tags: string[];
            likesCount: number;
            commentsCount: number;
            favouritesCount: number;
            sharesCount: number;
            liked: boolean;
            favourited: boolean;
            goods: {
                momentMs: number;
                product: components["schemas"]["ProductCard"];
            }[];
            /** @description false: goods, counts or marks could not be read in time; ask for the video again */
            complete: boolean;
        };
        Image: {
            url: string;
            width: number;
            height: number;
            thumbhash: string | null;
        };
        ImportRemark: {
            line: number;
            field: string;
            value: string;
            code: string;
            reason: string;
        };
        ImportReport: {
            /** @description created + updated + unchanged + rows that were refused */
            rows: number;
            created: number;
            updated: number;
            unchanged: number;
            /** @description imported rows whose product is not on sale */
            drafts: number;
            refused: components["schemas"]["ImportRemark"][];
            /** @description what was left out, and why a product is a draft */
            notices: components["schemas"]["ImportRemark"][];
        };
        Interest: {
            tag: string;
            /** @enum {string} */
            kind: "category" | "tag";
            weight: number;
            /** @enum {string} */
            source: "learned" | "chosen" | "blocked";
        };
        /** @description a value with its 95 % interval */
        Interval: {
            value: number;
            low: number;
            high: number;
        };
        /** @description of the process that answers */
        ModelHealth: {
            /** Format: date-time */
            asOf: string;
            heads: {
                head: string;
                examplesCount: number;
                slope: number | null;
                intercept: number | null;
                calibrationError: number | null;
                bins: {
                    predicted: number;
                    observed: number;
                    count: number;
                }[];
            }[];
            freshness: {
                /** @description the last events this process learned */
                eventsCount: number;
                p50Ms: number | null;
                p99Ms: number | null;
                /** @description recorded until learned by this process; the last has no upper end */
                histogram: {
                    upToMs: number | null;
                    count: number;
                }[];
            };
            backlog: {
                /** @description recorded and not yet learned; null: not known */
                entriesCount: number | null;
                oldestMs: number | null;
                trainingExamplesCount: number;
            };
            entriesLearned: number;
            snapshotAgeMs: number | null;
            /** @description since the closed-form item model was last fitted */
            itemModelAgeMs: number | null;
            trainerRestartsCount: number;
            policyVersion: string;
            refusedEvents: {
                reason: string;
                count: number;
            }[];
            sourceFailures: {
                source: string;
                count: number;
            }[];
            /** @description items, viewers and other sizes */
            counts: {
                [key: string]: number;
            };
        };
        /** @description Whole minor units (fen for CNY) and an ISO 4217 currency. */
        Money: {
            amountMinor: number;
            currency: string;
        };
        Notice: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /** @description order.paid, parcel.delivered, refund.completed, …: apps turn it into words */
            kind: string;
            params: {
                [key: string]: string | number;
            };
            link: {
                /** @enum {string} */
                kind: "order" | "aftersale" | "video" | "product" | "none";
                id: string;
            };
            /** Format: date-time */
            at: string;
            read: boolean;
        };
        OffPolicyCheck: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /**
             * @description points of the value formula a drawn place brought
             * @constant
             */
            reward: "value";
            slotsCount: number;
            effectiveSample: number;
            meanWeight: number;
            /** @description empty when refused */
            estimates: {
                /** @enum {string} */
                method: "ips" | "snips" | "dr";
                draft: components["schemas"]["Interval"];
                published: components["schemas"]["Interval"];
                /** @description draft - published */
                difference: components["schemas"]["Interval"];
            }[];
            refusal: {
                /** @enum {string} */
                code: "no_slots" | "no_draws" | "too_few_rewards" | "effective_sample" | "mean_weight" | "not_comparable";
                params: {
                    [key: string]: number;
                };
                /** @description what is wrong, and what to do */
                detail: string;
            } | null;
        };
        Order: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            number: string;
            /**
             * Format: uuid
             * @description UUID
             */
            purchaseId: string;
            paymentId: string | null;
            /** @enum {string} */
            state: "awaiting_payment" | "awaiting_dispatch" | "awaiting_receipt" | "received" | "cancelled";
            shop: components["schemas"]["ShopCard"];
            lines: components["schemas"]["OrderLine"][];
            amounts: components["schemas"]["Amounts"];
            address: {
                name: string;
                phone: string;
                province: string;
                city: string;
                district: string;
                detail: string;
            };
            note: string;
            /** Format: date-time */
            placedAt: string;
            payBy: string | null;
            paidAt: string | null;
            dispatchBy: string | null;
            dispatchedAt: string | null;
            deliveredAt: string | null;
            autoReceiptAt: string | null;
            receivedAt: string | null;
            cancelledAt: string | null;
            cancelledBy: string | null;
            actions: ("pay" | "cancel" | "remind_dispatch" | "track" | "extend_receipt" | "confirm_receipt" | "review" | "apply_refund" | "buy_again")[];
            /** @description for the shop */
            buyerNickname: string | null;
        };
        OrderLine: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /**
             * Format: uuid
             * @description UUID
             */
            productId: string;
            /**
             * Format: uuid
             * @description UUID
             */
            skuId: string;
            title: string;
            options: string[];
            image: components["schemas"]["Image"] | null;
            quantity: number;
            unitPrice: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            refunded: components["schemas"]["Money"];
            contentId: string | null;
            reviewed: boolean;
            aftersale: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                caseId: string;
                state: string;
            } | null;
        };
        Payment: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /**
             * Format: uuid
             * @description UUID
             */
            purchaseId: string;
            /** @enum {string} */
            state: "pending" | "captured" | "failed" | "refunded" | "partly_refunded" | "closed";
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            method: "sandbox_wallet" | "sandbox_card";
            /** Format: date-time */
            payBy: string;
            failure: string | null;
            cashierUrl: string | null;
        };
        Playback: {
            sources: components["schemas"]["VideoSource"][];
            posterUrl: string;
            thumbhash: string | null;
            width: number;
            height: number;
            durationMs: number;
            captions: {
                locale: string;
                url: string;
            }[];
        };
        Policy: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /** @description named by every place the policy filled */
            version: string;
            /**
             * @description one is published at a time; what came before it is retired
             * @enum {string}
             */
            state: "draft" | "published" | "retired";
            /** @description what the server starts with while nothing is published */
            builtIn: boolean;
            /** @description counts the edits; sent back with each */
            revision: number;
            basedOnId: string | null;
            note: string;
            author: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
            } | null;
            publisher: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
            } | null;
            createdAt: string | null;
            changedAt: string | null;
            publishedAt: string | null;
            retiredAt: string | null;
            /** @description the whole file */
            policy: {
                [key: string]: unknown;
            };
            /** @description every number of the file with its range */
            fields: {
                path: string;
                least: number;
                most: number;
                whole: boolean;
                unit: string;
                meaning: string;
                /** @description false: fixed while the server learns (learning and limits) */
                editable: boolean;
            }[];
        };
        PolicyCheck: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /**
             * Format: uuid
             * @description UUID
             */
            policyId: string;
            /** @description the edit of the draft that was looked at */
            revision: number;
            against: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                version: string;
            };
            /** @enum {string} */
            kind: "off_policy" | "simulation";
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            progress: number;
            requestedBy: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
            } | null;
            /** Format: date-time */
            requestedAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            failure: string | null;
            offPolicy: components["schemas"]["OffPolicyCheck"] | null;
            simulation: components["schemas"]["PolicySimulation"] | null;
        };
        PolicyRow: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /** @description named by every place the policy filled */
            version: string;
            /**
             * @description one is published at a time; what came before it is retired
             * @enum {string}
             */
            state: "draft" | "published" | "retired";
            /** @description what the server starts with while nothing is published */
            builtIn: boolean;
            /** @description counts the edits; sent back with each */
            revision: number;
            basedOnId: string | null;
            note: string;
            author: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
            } | null;
            publisher: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                nickname: string;
            } | null;
            createdAt: string | null;
            changedAt: string | null;
            publishedAt: string | null;
            retiredAt: string | null;
        };
        PolicySimulation: {
            world: string;
            days: number;
            viewers: number;
            seeds: number;
            figures: {
                code: string;
                draft: components["schemas"]["Interval"];
                published: components["schemas"]["Interval"];
                /** @description draft / published on common random numbers */
                ratio: components["schemas"]["Interval"] | null;
            }[];
        };
        Pool: {
            /** @description 0: on review, before the first */
            pool: number;
            quotaImpressions: number;
            itemsCount: number;
            impressionsCount: number;
            graduatedCount: number;
            heldCount: number;
            demotedCount: number;
        };
        PoolItem: {
            /**
             * Format: uuid
             * @description UUID
             */
            itemId: string;
            /** @enum {string} */
            kind: "video" | "product";
            title: string;
            pool: number;
            /** @enum {string} */
            state: "trial" | "held" | "graduated" | "demoted";
            /** @description in this pool */
            impressionsCount: number;
            quotaImpressions: number;
            /**
             * @description content without goods is measured in points of the value formula, and has no money figures
             * @enum {string}
             */
            unit: "quality_value" | "points";
            /** @description quality value per 1,000 impressions, minor units */
            qgpmMinor: number | null;
            /** @description its 80 % lower bound */
            lowerBoundMinor: number | null;
            categoryMedianMinor: number | null;
            points: {
                value: number;
                lowerBound: number;
                median: number | null;
            } | null;
        };
        PoolTransition: {
            /**
             * Format: uuid
             * @description UUID
             */
            itemId: string;
            title: string;
            fromPool: number | null;
            toPool: number | null;
            reason: string;
            /**
             * @description content without goods is measured in points of the value formula, and has no money figures
             * @enum {string}
             */
            unit: "quality_value" | "points";
            /** @description quality value per 1,000 impressions, minor units */
            qgpmMinor: number | null;
            /** @description its 80 % lower bound */
            lowerBoundMinor: number | null;
            categoryMedianMinor: number | null;
            points: {
                value: number;
                lowerBound: number;
                median: number | null;
            } | null;
            /** Format: date-time */
            at: string;
        };
        Privacy: {
            personalised: boolean;
            /** @description false: what is watched leaves no history */
            historyKept: boolean;
            monthlySpendingLimit: components["schemas"]["Money"] | null;
            consentedAt: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            errors?: {
                path: string;
                message: string;
            }[];
            requestId?: string;
        };
        Product: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            title: string;
            titleEn: string;
            image: components["schemas"]["Image"] | null;
            /** @description 到手价 of this viewer for the cheapest variant in stock: what one piece costs after discounts */
            price: components["schemas"]["Money"];
            /** @description before discounts */
            listPrice: components["schemas"]["Money"];
            strikePrice: components["schemas"]["Money"] | null;
            discounts: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
            /** @description pieces that can be bought now, all variants */
            stock: number;
            soldCount: number;
            shop: components["schemas"]["ShopCard"];
            categoryId: string;
            tags: string[];
            description: string;
            images: components["schemas"]["Image"][];
            origin: string;
            optionNames: string[];
            skus: components["schemas"]["Sku"][];
            guarantees: ("no_reason_return_7d" | "fast_refund" | "fresh_guarantee" | "freight_insurance" | "authentic_guarantee")[];
            dispatchPromiseHours: number;
            /** @description promised day of arrival when ordered now */
            arrivesBy: string | null;
            freight: components["schemas"]["Money"];
            reviews: components["schemas"]["ReviewSummary"];
            clips: components["schemas"]["ProductClip"][];
            favourited: boolean;
        };
        ProductCard: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            title: string;
            titleEn: string;
            image: components["schemas"]["Image"] | null;
            /** @description 到手价 of this viewer for the cheapest variant in stock: what one piece costs after discounts */
            price: components["schemas"]["Money"];
            /** @description before discounts */
            listPrice: components["schemas"]["Money"];
            strikePrice: components["schemas"]["Money"] | null;
            discounts: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
            /** @description pieces that can be bought now, all variants */
            stock: number;
            soldCount: number;
            shop: components["schemas"]["ShopCard"];
            categoryId: string;
            tags: string[];
        };
        ProductClip: {
            /**
             * Format: uuid
             * @description UUID
             */
            videoId: string;
            title: string;
            posterUrl: string;
            momentMs: number;
            authorNickname: string;
            likesCount: number;
        };
        ProductFields: {
            /**
             * Format: uuid
             * @description UUID
             */
            shopId: string;
            title: string;
            /** @default  */
            titleEn?: string;
            /** @default  */
            description?: string;
            categoryId: string;
            /** @default  */
            origin?: string;
            /** @default [] */
            tags?: string[];
            /** @default [] */
            imageAssetIds?: string[];
            /** @default [] */
            optionNames?: string[];
            variants: {
                skuCode?: string;
                options: string[];
                price: components["schemas"]["Money"];
                /** @default null */
                strikePrice?: components["schemas"]["Money"] | null;
                stock: number;
            }[];
            dispatchPromiseHours?: number;
        };
        QualityLine: {
            /**
             * Format: uuid
             * @description UUID
             */
            lineId: string;
            /**
             * Format: uuid
             * @description UUID
             */
            orderId: string;
            orderNumber: string;
            /**
             * Format: uuid
             * @description UUID
             */
            shopId: string;
            shopName: string;
            /**
             * Format: uuid
             * @description UUID
             */
            productId: string;
            productTitle: string;
            creatorId: string | null;
            creatorName: string | null;
            contentId: string | null;
            categoryId: string;
            scene: string;
            /** Format: date-time */
            paidAt: string;
            /** @enum {string} */
            stage: "P" | "S" | "M" | "L";
            paid: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            clean: components["schemas"]["Money"];
            qgmv: components["schemas"]["Money"];
            expectedQgmv: components["schemas"]["Money"] | null;
            reasons: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
        };
        QualityLineDetail: {
            /**
             * Format: uuid
             * @description UUID
             */
            lineId: string;
            /**
             * Format: uuid
             * @description UUID
             */
            orderId: string;
            orderNumber: string;
            /**
             * Format: uuid
             * @description UUID
             */
            shopId: string;
            shopName: string;
            /**
             * Format: uuid
             * @description UUID
             */
            productId: string;
            productTitle: string;
            creatorId: string | null;
            creatorName: string | null;
            contentId: string | null;
            categoryId: string;
            scene: string;
            /** Format: date-time */
            paidAt: string;
            /** @enum {string} */
            stage: "P" | "S" | "M" | "L";
            paid: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            clean: components["schemas"]["Money"];
            qgmv: components["schemas"]["Money"];
            expectedQgmv: components["schemas"]["Money"] | null;
            reasons: {
                code: string;
                amount: components["schemas"]["Money"];
            }[];
            facts: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                type: string;
                /**
                 * Format: uuid
                 * @description UUID
                 */
                rootFactId: string;
                affected: components["schemas"]["Money"];
                /** Format: date-time */
                occurredAt: string;
                /** Format: date-time */
                knownAt: string;
                evidence: string;
                effect: string;
                counted: boolean;
            }[];
            stages: {
                /** @enum {string} */
                stage: "P" | "S" | "M" | "L" | "adjustment";
                /** Format: date-time */
                at: string;
                net: components["schemas"]["Money"];
                clean: components["schemas"]["Money"];
                qgmv: components["schemas"]["Money"];
                rulesetVersion: string;
                hash: string;
            }[];
            matures: {
                settlesAt: string | null;
                maturesAt: string | null;
                locksAt: string | null;
            };
            commission: {
                creatorName: string | null;
                rateBp: number;
                amount: components["schemas"]["Money"];
                state: string;
            } | null;
        };
        Quote: {
            shops: {
                shop: components["schemas"]["ShopCard"];
                lines: {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    skuId: string;
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    productId: string;
                    title: string;
                    options: string[];
                    image: components["schemas"]["Image"] | null;
                    quantity: number;
                    unitPrice: components["schemas"]["Money"];
                    payable: components["schemas"]["Money"];
                    stock: number;
                }[];
                amounts: components["schemas"]["Amounts"];
                arrivesBy: string | null;
            }[];
            total: components["schemas"]["Money"];
            problems: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                skuId: string;
                code: string;
            }[];
        };
        /** @description why this was shown; apps turn the code into words */
        Reason: {
            code: string;
            params: {
                [key: string]: string | number;
            };
        };
        Report: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            subjectKind: string;
            subjectId: string;
            reason: string;
            text: string;
            /** @enum {string} */
            state: "open" | "upheld" | "dismissed";
            /** Format: date-time */
            filedAt: string;
            reportsCount: number;
        };
        Review: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            author: {
                nickname: string;
                avatarUrl: string | null;
            };
            stars: number;
            asShown: boolean | null;
            text: string;
            images: components["schemas"]["Image"][];
            options: string[];
            /** Format: date-time */
            postedAt: string;
            appended: {
                text: string;
                /** Format: date-time */
                postedAt: string;
            } | null;
            reply: {
                text: string;
                /** Format: date-time */
                postedAt: string;
            } | null;
        };
        ReviewSummary: {
            count: number;
            mean: number | null;
            /** @description counts of 1 to 5 stars */
            stars: number[];
            asShownYes: number;
            asShownNo: number;
        };
        Session: {
            account: components["schemas"]["Account"] | null;
            /**
             * Format: uuid
             * @description UUID
             */
            viewerId: string;
            /** @enum {string} */
            mode: "demo" | "production";
        };
        Shop: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            name: string;
            logoUrl: string | null;
            /** @enum {string} */
            subjectType: "official_flagship" | "flagship" | "exclusive" | "franchise" | "enterprise" | "individual_business" | "individual" | "cooperative" | "craft_workshop" | "department_store";
            region: string | null;
            badges: ("designated_county" | "heritage_craft" | "brand" | "origin_verified" | "new_shop")[];
            description: string;
            /** Format: date-time */
            openedAt: string;
            followersCount: number;
            productsCount: number;
            followed: boolean;
            /** @description shrunk mean of 1 to 5 stars; null below 30 counted reviews (growth stage, DOMAIN D9) */
            ratingMean: number | null;
            ratingsCount: number;
            asShownRate: number | null;
            onTimeRate: number | null;
            dispatchPromiseHours: number;
        };
        ShopCard: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            name: string;
            logoUrl: string | null;
            /** @enum {string} */
            subjectType: "official_flagship" | "flagship" | "exclusive" | "franchise" | "enterprise" | "individual_business" | "individual" | "cooperative" | "craft_workshop" | "department_store";
            region: string | null;
            badges: ("designated_county" | "heritage_craft" | "brand" | "origin_verified" | "new_shop")[];
        };
        Sku: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            options: string[];
            price: components["schemas"]["Money"];
            listPrice: components["schemas"]["Money"];
            strikePrice: components["schemas"]["Money"] | null;
            stock: number;
            image: components["schemas"]["Image"] | null;
        };
        SourceContribution: {
            source: string;
            impressionsCount: number;
            /** @description of all impressions, 0 to 1 */
            share: number;
            /** @description watched long enough to mean it, of impressions */
            watchRate: number | null;
            clicksCount: number;
            paidLinesCount: number;
            /** @description paid lines of which something is kept */
            keptLinesCount: number;
            qualityValue: components["schemas"]["Money"];
            /** @description quality value per 1,000 impressions */
            qgpm: components["schemas"]["Money"] | null;
        };
        StudioProduct: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            /**
             * Format: uuid
             * @description UUID
             */
            shopId: string;
            title: string;
            titleEn: string;
            description: string;
            categoryId: string;
            origin: string;
            tags: string[];
            images: {
                url: string;
                width: number;
                height: number;
                thumbhash: string | null;
                /**
                 * Format: uuid
                 * @description UUID
                 */
                assetId: string;
            }[];
            optionNames: string[];
            variants: components["schemas"]["StudioVariant"][];
            dispatchPromiseHours: number;
            /** @enum {string} */
            state: "draft" | "in_review" | "refused" | "published" | "withdrawn";
            stateReasons: {
                code: string;
                detail: string;
            }[];
            /** Format: date-time */
            updatedAt: string;
            publishedAt: string | null;
        };
        StudioVariant: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            skuCode: string;
            options: string[];
            price: components["schemas"]["Money"];
            strikePrice: components["schemas"]["Money"] | null;
            onHand: number;
            reserved: number;
            available: number;
        };
        StudioVideo: {
            /**
             * Format: uuid
             * @description UUID
             */
            id: string;
            title: string;
            caption: string;
            categoryId: string | null;
            tags: string[];
            shopId: string | null;
            /** @enum {string} */
            state: "uploading" | "processing" | "in_review" | "refused" | "published" | "withdrawn";
            stateReasons: {
                code: string;
                detail: string;
            }[];
            /** @description of the transcode */
            progress: number;
            playback: components["schemas"]["Playback"] | null;
            goods: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                productId: string;
                title: string;
                imageUrl: string | null;
                momentMs: number;
            }[];
            viewsCount: number;
            likesCount: number;
            commentsCount: number;
            /** Format: date-time */
            createdAt: string;
            publishedAt: string | null;
        };
        Today: {
            shopId: string | null;
            due: {
                awaitingDispatch: number;
                lateSoon: number;
                late: number;
                aftersales: number;
                lowStock: number;
            };
            figures: {
                code: string;
                value: number;
                money: boolean;
                previous: number;
                series: number[];
            }[];
        };
        Tracking: {
            parcels: {
                /**
                 * Format: uuid
                 * @description UUID
                 */
                id: string;
                carrier: string;
                waybillNumber: string;
                /** @enum {string} */
                state: "created" | "picked_up" | "in_transit" | "out_for_delivery" | "delivered" | "lost";
                events: {
                    /** Format: date-time */
                    at: string;
                    status: string;
                    place: string;
                    text: {
                        zh: string;
                        en: string;
                    };
                }[];
            }[];
        };
        VideoSource: {
            url: string;
            width: number;
            height: number;
            bytes: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "aftersale.actOnCase": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    action: "withdraw";
                } | {
                    /** @constant */
                    action: "ship_back";
                    waybillNumber: string;
                } | {
                    /** @constant */
                    action: "escalate";
                    /** @default  */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aftersale"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.answerCase": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    action: "approve";
                    /** @default false */
                    acceptsFault?: boolean;
                } | {
                    /** @constant */
                    action: "refuse";
                    text: string;
                } | {
                    /** @constant */
                    action: "confirm_goods";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aftersale"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.judgeCase": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "refund" | "reject";
                    merchantAtFault: boolean;
                    text: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aftersale"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.listCases": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                orderId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Aftersale"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.openCase": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    lineId: string;
                    quantity?: number;
                    /** @enum {string} */
                    kind: "refund_before_dispatch" | "refund_only" | "return_and_refund";
                    /** @enum {string} */
                    reason: "no_reason" | "quality" | "not_as_described" | "damaged" | "wrong_item" | "late" | "other" | "before_dispatch";
                    /** @default  */
                    text?: string;
                    /** @description less than the paid amount for a partial refund */
                    refund?: components["schemas"]["Money"];
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aftersale"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.listEscalatedCases": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Aftersale"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.listShopCases": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                shopId?: string;
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Aftersale"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "aftersale.readCase": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Aftersale"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.advanceClock": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    days: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        now: string;
                        offsetMs: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.filterOptions": {
        parameters: {
            query?: {
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        shops: {
                            /**
                             * Format: uuid
                             * @description UUID
                             */
                            id: string;
                            name: string;
                        }[];
                        creators: {
                            /**
                             * Format: uuid
                             * @description UUID
                             */
                            id: string;
                            name: string;
                        }[];
                        contents: {
                            /**
                             * Format: uuid
                             * @description UUID
                             */
                            id: string;
                            title: string;
                        }[];
                        categories: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.listQualityLines": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description business day of payment, first */
                from?: string;
                to?: string;
                /** @description UUID */
                shopId?: string;
                /** @description UUID */
                creatorId?: string;
                /** @description UUID */
                contentId?: string;
                categoryId?: string;
                scene?: string;
                reason?: string;
                stage?: "P" | "S" | "M" | "L";
                sort?: "paid_at" | "lost" | "paid";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QualityLine"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readBooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        checkedAt: string;
                        checks: {
                            code: string;
                            ok: boolean;
                            detail: string;
                            differencesCount: number;
                        }[];
                        accounts: {
                            account: string;
                            balance: components["schemas"]["Money"];
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readBridge": {
        parameters: {
            query?: {
                /** @description business day of payment, first */
                from?: string;
                to?: string;
                /** @description UUID */
                shopId?: string;
                /** @description UUID */
                creatorId?: string;
                /** @description UUID */
                contentId?: string;
                categoryId?: string;
                scene?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bridge"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readClock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        now: string;
                        offsetMs: number;
                        mayAdvance: boolean;
                        /** @description due work of the last advance is still running */
                        working: boolean;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readQualityLine": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityLineDetail"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readSourceContributions": {
        parameters: {
            query?: {
                /** @description business day of showing, first */
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        /** @description only the newest 10,000 quality lines of the period are counted */
                        partial: boolean;
                        sources: components["schemas"]["SourceContribution"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "boards.readToday": {
        parameters: {
            query?: {
                /** @description UUID */
                shopId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.adjustStock": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    delta: number;
                    /** @enum {string} */
                    reason: "received" | "counted" | "damaged" | "other";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVariant"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.listProducts": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                categoryId?: string;
                /** @description UUID */
                shopId?: string;
                sort?: "recommended" | "sales" | "price_up" | "price_down" | "newest";
                inStock?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProductCard"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.createProduct": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioProduct"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.importCatalogue": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    shopId: string;
                    fileName: string;
                    contentBase64: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.listCategories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Category"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.listShopProducts": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                shopId?: string;
                state?: "draft" | "in_review" | "refused" | "published" | "withdrawn";
                q?: string;
                lowStock?: boolean;
                sort?: "updated" | "title" | "stock";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StudioProduct"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.publishProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioProduct"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.readShopProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioProduct"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.updateProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductFields"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioProduct"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "catalog.withdrawProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioProduct"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.createVideo": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    uploadId: string;
                    title: string;
                    /** @default  */
                    caption?: string;
                    /** @default null */
                    categoryId?: string | null;
                    /** @default [] */
                    tags?: string[];
                    /** @default null */
                    shopId?: string | null;
                    /** @default [] */
                    goods?: {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        productId: string;
                        momentMs: number;
                    }[];
                    /** @default false */
                    synthetic?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVideo"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.deleteComment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.favouriteVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    favourited: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        favourited: boolean;
                        favouritesCount: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.followAuthor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    followed: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        followed: boolean;
                        followersCount: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.likeComment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    liked: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        liked: boolean;
                        likesCount: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.likeVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    liked: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        liked: boolean;
                        likesCount: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.listComments": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                parentId?: string;
                sort?: "top" | "newest";
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Comment"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.postComment": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /** @default null */
                    parentId?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.listFavouriteVideos": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description UUID
                             */
                            id: string;
                            title: string;
                            posterUrl: string;
                            likesCount: number;
                            hasGoods: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.listFollowedAuthors": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Author"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.listMyVideos": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "uploading" | "processing" | "in_review" | "refused" | "published" | "withdrawn";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StudioVideo"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.publishVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVideo"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.readAuthor": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: components["schemas"]["Author"];
                        videos: {
                            items: {
                                /**
                                 * Format: uuid
                                 * @description UUID
                                 */
                                id: string;
                                title: string;
                                posterUrl: string;
                                likesCount: number;
                                hasGoods: boolean;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.readMyVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVideo"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.updateVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    caption?: string;
                    categoryId?: string | null;
                    tags?: string[];
                    goods?: {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        productId: string;
                        momentMs: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVideo"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "content.withdrawVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudioVideo"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "feed.explainItem": {
        parameters: {
            query: {
                impressionToken: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reasons: components["schemas"]["Reason"][];
                        source: string;
                        policyVersion: string;
                        explored: boolean;
                        personalised: boolean;
                        /** @description how the place was drawn; null: it was ranked here */
                        draw: ("explore" | "latent" | "pool" | "even") | null;
                        /** @description what speaks for it most: likely watched, answered, looked into, or bought and kept */
                        strongestTerm: ("watch" | "engage" | "click" | "kept") | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "feed.listFeedRequests": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                viewerId?: string;
                /** @description UUID */
                requestId?: string;
                /** @description pages that showed it */
                itemId?: string;
                /** @description pages with a place that this source filled */
                source?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FeedRequest"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "feed.readFeed": {
        parameters: {
            query: {
                surface?: "recommended" | "following";
                feedSessionId: string;
                limit?: number;
                /** @description a shared video comes first */
                startVideoId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        requestId: string;
                        items: components["schemas"]["FeedItem"][];
                        /**
                         * @description all_seen: the oldest come again
                         * @enum {string}
                         */
                        state: "more" | "all_seen" | "follow_nobody" | "empty";
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "feed.readFeedRequest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedExplanation"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "feed.readVideo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedItem"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "governance.decideReport": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "upheld" | "dismissed";
                    /** @default [] */
                    restrict?: ("recommend" | "sell" | "comment")[];
                    text: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "governance.fileReport": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    subjectKind: "video" | "product" | "shop" | "comment" | "account";
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    subjectId: string;
                    /** @enum {string} */
                    reason: "false_claim" | "counterfeit" | "vulgar" | "dangerous" | "minors" | "infringement" | "harassment" | "spam" | "other";
                    /** @default  */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        id: string;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "governance.listReports": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "upheld" | "dismissed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Report"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.createAccount": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    nickname: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.listAddresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Address"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.createAddress": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressFields"];
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.createSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    method: "phone";
                    phone: string;
                    code: string;
                } | {
                    /** @constant */
                    method: "email";
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.deleteAccount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.updateAccount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    nickname?: string;
                    bio?: string;
                    /** @enum {string} */
                    locale?: "zh-CN" | "en";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.updateAddress": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressFields"];
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.deleteAddress": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.readSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.deleteSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.exportMyData": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.listDemoAccounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            role: "viewer" | "creator" | "merchant" | "operator";
                            nickname: string;
                            phone: string;
                            email: string;
                            password: string;
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.parseAddress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        phone: string;
                        province: string;
                        city: string;
                        district: string;
                        detail: string;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.readPrivacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Privacy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.updatePrivacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    personalised?: boolean;
                    historyKept?: boolean;
                    monthlySpendingLimit?: components["schemas"]["Money"] | null;
                    /** @constant */
                    consented?: true;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Privacy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.requestPasswordReset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        sent: true;
                        sandboxToken: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.resetPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "identity.sendSignInCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    phone: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        sent: true;
                        expiresInSeconds: number;
                        /** @description shown in demo mode, where no message is sent */
                        sandboxCode: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "interactions.recordActions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    actions: {
                        impressionToken: string;
                        /** @enum {string} */
                        kind: "impression" | "watch" | "finish" | "skip" | "click_goods" | "open_product" | "share" | "not_interested" | "open_comments" | "open_author";
                        watchMs?: number;
                        /** Format: uuid */
                        productId?: string;
                        /** Format: date-time */
                        occurredAt: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: number;
                        refused: {
                            index: number;
                            code: string;
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "media.readAsset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notices.listNotices": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                        nextCursor: string | null;
                        unread: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notices.readNotices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    upTo: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unread: number;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.cancelByShop": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.cancelOrder": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default other
                     * @enum {string}
                     */
                    reason?: "changed_mind" | "wrong_address" | "cheaper_elsewhere" | "too_slow" | "other";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.confirmReceipt": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.dispatchOrder": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    carrier: "sf" | "zto" | "yto" | "jd" | "ems";
                    /** @description made by the carrier simulator when left out */
                    waybillNumber?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.extendReceipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.listOrders": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                tab?: "all" | "awaiting_payment" | "awaiting_dispatch" | "awaiting_receipt" | "awaiting_review" | "aftersale";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        nextCursor: string | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.listShopOrders": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                shopId?: string;
                state?: "awaiting_payment" | "awaiting_dispatch" | "awaiting_receipt" | "received" | "cancelled";
                due?: "soon" | "late";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        nextCursor: string | null;
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.placeOrder": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        skuId: string;
                        quantity: number;
                        /**
                         * @default product_card
                         * @enum {string}
                         */
                        scene?: "video" | "product_card" | "search" | "shop_page" | "cart";
                        /** @default null */
                        impressionToken?: string | null;
                        /** @default null */
                        contentId?: string | null;
                    }[];
                    address: {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        addressId: string;
                    } | components["schemas"]["AddressFields"];
                    /**
                     * @default sandbox_wallet
                     * @enum {string}
                     */
                    paymentMethod?: "sandbox_wallet" | "sandbox_card";
                    /** @description what the buyer saw; a different total refuses with orders.price_changed */
                    expectedTotal?: components["schemas"]["Money"];
                    /** @default  */
                    note?: string;
                    /** @default false */
                    fromCart?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.quoteCheckout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /**
                         * Format: uuid
                         * @description UUID
                         */
                        skuId: string;
                        quantity: number;
                        /**
                         * @default product_card
                         * @enum {string}
                         */
                        scene?: "video" | "product_card" | "search" | "shop_page" | "cart";
                        /** @default null */
                        impressionToken?: string | null;
                        /** @default null */
                        contentId?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.readOrder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.readPayment": {
        parameters: {
            query?: {
                /** @description answer as soon as the payment is no longer pending, at the latest after this time */
                waitMs?: number;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.remindDispatch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.retryPayment": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    method: "sandbox_wallet" | "sandbox_card";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payments.receiveWebhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: "sandbox";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        received: true;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.checkPolicy": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 30 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyCheck"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.listInterests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        personalised: boolean;
                        items: components["schemas"]["Interest"][];
                        suggestions: {
                            tag: string;
                            /** @enum {string} */
                            kind: "category" | "tag";
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.clearHistory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Interest"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.listPolicies": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "draft" | "published" | "retired";
                /** @description part of a version or note */
                q?: string;
                sort?: "created_at" | "published_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.createPolicy": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    fromId: string;
                    version: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.diffPolicies": {
        parameters: {
            query?: {
                /** @description UUID */
                against?: string;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        against: components["schemas"]["PolicyRow"];
                        changes: {
                            path: string;
                            before: number | string | boolean | null;
                            after: number | string | boolean | null;
                            /** @description cannot be changed while the server learns */
                            refused: boolean;
                        }[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.listPolicyChecks": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "off_policy" | "simulation";
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyCheck"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.listPoolItems": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                pool?: number;
                kind?: "video" | "product";
                /** @description part of a title */
                q?: string;
                order?: "impressions" | "qgpm" | "lower_bound";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PoolItem"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.listPoolTransitions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description UUID */
                itemId?: string;
                /** @description from or to this pool */
                pool?: number;
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PoolTransition"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.publishPolicy": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    comparedWithId: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.putInterest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "category" | "tag";
                    /** @enum {string} */
                    choice: "chosen" | "blocked" | "forget";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Interest"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.readPolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.putPolicy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                    note: string;
                    policy: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.readModelHealth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelHealth"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.readPools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        pools: components["schemas"]["Pool"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.rollBackPolicy": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    comparedWithId: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "recommender.simulatePolicy": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 10 */
                    days?: number;
                    /** @default 2 */
                    seeds?: number;
                };
            };
        };
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyCheck"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.appendReview": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.listProductReviews": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                stars?: number;
                withText?: boolean;
            };
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.postReview": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID
                     */
                    lineId: string;
                    stars: number;
                    /** @default null */
                    asShown?: boolean | null;
                    /** @default  */
                    text?: string;
                    /** @default [] */
                    imageAssetIds?: string[];
                    /** @default false */
                    anonymous?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "settlement.listMyCommissions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "frozen" | "settled" | "reversed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Commission"][];
                        nextCursor: string | null;
                        totals: {
                            frozen: components["schemas"]["Money"];
                            settled: components["schemas"]["Money"];
                            reversed: components["schemas"]["Money"];
                        };
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shipping.readTracking": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tracking"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shops.listMyShops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopCard"][];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shops.openShop": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default  */
                    description?: string;
                    /** @default  */
                    region?: string;
                    /** @default 48 */
                    dispatchPromiseHours?: number;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCard"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "shops.updateShop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string;
                    region?: string;
                    dispatchPromiseHours?: number;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCard"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.favouriteProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    favourited: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        favourited: boolean;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.listFavouriteProducts": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProductCard"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.putCartLine": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quantity: number;
                    /** @default true */
                    selected?: boolean;
                    contentId?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.readCart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.readProduct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.readShop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.search": {
        parameters: {
            query: {
                cursor?: string;
                limit?: number;
                q: string;
                categoryId?: string;
                sort?: "recommended" | "sales" | "price_up" | "price_down" | "newest";
                priceMinMinor?: number;
                priceMaxMinor?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProductCard"][];
                        nextCursor: string | null;
                        shops: components["schemas"]["ShopCard"][];
                        videos: {
                            /**
                             * Format: uuid
                             * @description UUID
                             */
                            id: string;
                            title: string;
                            posterUrl: string;
                            likesCount: number;
                            authorNickname: string;
                        }[];
                        corrected: string | null;
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "storefront.suggest": {
        parameters: {
            query?: {
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: string[];
                    };
                };
            };
            /** @description refused, with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
